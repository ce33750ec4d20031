import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Where `/proc/<pid>/stat` has them, counted from behind the name. */
const [STATE, START] = [0, 19];

/**
 * When a process of this machine began: only good for being compared, and no other process that ever has its id began then.
 * Undefined if it has ended, be it noticed by its parent or not.
 */
export function startOfProcess(pid: number): string | undefined {
  try {
    return process.platform === 'linux' ? startOnLinux(pid) : startByPs(pid);
  } catch {
    return undefined;
  }
}

/** In clock ticks from the start of the machine, which therefore belongs to it. */
function startOnLinux(pid: number): string | undefined {
  // The name may hold anything, brackets and spaces too.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  return hasEnded(fields[STATE] ?? '') ? undefined : `${bootId()} ${fields[START]}`;
}

/** Empty where it is hidden, as in some sandboxes. */
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

/** A zombie has. */
function hasEnded(state: string): boolean {
  return /^[ZXx]/.test(state);
}
