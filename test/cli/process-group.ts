import { execFileSync } from 'node:child_process';

/** Whatever a test has left of it. */
export function endGroup(group: number): void {
  try {
    process.kill(-group, 'SIGKILL');
  } catch {
    // There is none of it.
  }
}

/** A process and all that descend from it, as far as they run now. */
export function familyOf(root: number): number[] {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,stat='], { encoding: 'utf8' }).trim().split('\n');
  const running = lines
    .map((line) => line.trim().split(/\s+/))
    .filter(([, , state]) => !state?.startsWith('Z'));
  const family = [root];
  for (const member of family) {
    family.push(...running.filter(([, parent]) => Number(parent) === member).map(([pid]) => Number(pid)));
  }
  return family;
}
