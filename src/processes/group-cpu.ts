import { readdirSync, readFileSync } from 'node:fs';
import { viewOf } from './process-view.ts';

/** Linux counts processor time in hundredths of a second. */
const TICK_MS = 10;
/** Where `/proc/<pid>/stat` has them, counted from behind the name. */
const [GROUP, USER, CHILDREN_USER, CHILDREN_END] = [2, 11, 13, 15];

/** Processor time of all processes of a group, and of their children that have ended; undefined where the system does not tell. */
export function groupCpuMs(group: number): number | undefined {
  return membersOf(group)?.reduce((sum, { fields }) => sum + ticks(fields, USER, CHILDREN_END) * TICK_MS, 0);
}

/** Processes of a group, but for shells and for what has ended; undefined where the system does not tell. */
export function programsIn(group: number): number | undefined {
  const views = membersOf(group)?.map(({ pid }) => viewOf(pid));
  return views?.filter((view) => view !== undefined && view.name !== 'sh' && !/^[ZXx]/.test(view.state))
    .length;
}

function membersOf(
  group: number,
): { readonly pid: number; readonly fields: readonly string[] }[] | undefined {
  if (process.platform !== 'linux') return undefined;
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const all = pids.map((pid) => ({ pid: Number(pid), fields: statOf(pid) }));
  return all.filter(({ fields }) => Number(fields[GROUP]) === group);
}

/** Processor time of the children of this process that have ended; 0 where the system does not tell. */
export function endedChildrenCpuMs(): number {
  if (process.platform !== 'linux') return 0;
  return ticks(statOf('self'), CHILDREN_USER, CHILDREN_END) * TICK_MS;
}

/** Empty for a process that has ended. The name may hold anything, brackets and spaces too. */
function statOf(pid: string): string[] {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
  } catch {
    return [];
  }
}

function ticks(fields: readonly string[], from: number, to: number): number {
  return fields.slice(from, to).reduce((sum, field) => sum + Number(field), 0);
}
