import { readdirSync, readFileSync } from 'node:fs';

/** Children of the process, their children, and so on; empty where there is no /proc. */
export function descendantsOf(pid: number): number[] {
  const parents = parentsByPid();
  const found = [pid];
  for (const parent of found) {
    for (const [child, itsParent] of parents) if (itsParent === parent) found.push(child);
  }
  return found.slice(1);
}

function parentsByPid(): Map<number, number> {
  const parents = new Map<number, number>();
  for (const name of namesIn('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      // pid (command) state ppid …, where the command may hold anything.
      const afterCommand = readFileSync(`/proc/${name}/stat`, 'utf8').replace(/^.*\)/s, '');
      parents.set(Number(name), Number(afterCommand.trim().split(' ')[1]));
    } catch {
      // It has ended meanwhile.
    }
  }
  return parents;
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
