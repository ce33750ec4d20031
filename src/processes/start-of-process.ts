import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Field indices in `/proc/<pid>/stat`, counted after the name. */
const [STATE, START] = [0, 19];

/**
 * The start of a process of this machine, as an opaque value. Two processes with the same id have different values. Undefined
 * if the process has ended, zombies included.
 */
export function startOfProcess(pid: number): string | undefined {
  try {
    return process.platform === 'linux' ? startOnLinux(pid) : startByPs(pid);
  } catch {
    return undefined;
  }
}

/** In clock ticks since the boot of the machine, so the boot id is part of the value. */
function startOnLinux(pid: number): string | undefined {
  // The name may contain anything, even brackets and spaces.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  return hasEnded(fields[STATE] ?? '') ? undefined : `${bootId()} ${fields[START]}`;
}

/** Empty if it is hidden, as in some sandboxes. */
function bootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return '';
  }
}

function startByPs(pid: number): string | undefined {
  const line = execFileSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
  const [state = '', ...start] = line.split(/\s+/);
  return hasEnded(state) ? undefined : start.join(' ');
}

/** Zombies have ended. */
function hasEnded(state: string): boolean {
  return /^[ZXx]/.test(state);
}
