import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** The system's information about a process. */
export interface ProcessView {
  /** Name of its program; some systems shorten it. */
  readonly name: string;
  /** As `ps` prints it: T for a stopped process. */
  readonly state: string;
  readonly parent: number;
  /** 0 for a zombie. */
  readonly residentBytes: number;
}

/** Undefined for a process that has ended, or if the system does not report it. */
export function viewOf(pid: number): ProcessView | undefined {
  try {
    return process.platform === 'linux' ? fromFile(pid) : fromPs(pid);
  } catch {
    return undefined;
  }
}

/** The system's own file: `ps` need not be installed. */
function fromFile(pid: number): ProcessView {
  const text = readFileSync(`/proc/${pid}/status`, 'utf8');
  const field = (name: string) => new RegExp(`^${name}:\\s*(.*)$`, 'm').exec(text)?.[1] ?? '';
  return {
    name: field('Name'),
    state: field('State'),
    parent: Number(field('PPid')),
    residentBytes: Number.parseInt(field('VmRSS') || '0', 10) * 1024,
  };
}

function fromPs(pid: number): ProcessView | undefined {
  const line = execFileSync('ps', ['-o', 'stat=,ppid=,rss=,comm=', '-p', String(pid)], { encoding: 'utf8' });
  const [, state = '', parent, kilobytes, name = ''] = /^\s*(\S+)\s+(\d+)\s+(\d+)\s+(.*)$/m.exec(line) ?? [];
  return { name, state, parent: Number(parent), residentBytes: Number(kilobytes) * 1024 };
}
