import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';

const PATIENCE_MS = 30_000;
const POLL_MS = 20;

/** Polls until it holds; what it takes on a busy machine is no matter. */
export async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const endMs = performance.now() + PATIENCE_MS;
  while (!(await holds())) {
    if (performance.now() > endMs) expect.fail(`${what}: not within ${PATIENCE_MS} ms`);
    await sleep(POLL_MS);
  }
}

/** Resolves when none of them runs any more. */
export async function untilGone(pids: readonly number[]): Promise<void> {
  await until(`processes ${pids.join(', ')} are gone`, () => !pids.some(runs));
}

/** Resolves when each of them has computed for a while, from now on; after a second where nobody can tell. */
export async function untilComputing(pids: readonly number[]): Promise<void> {
  if (pids.some((pid) => cpuTicksOf(pid) === undefined)) return sleep(1000);
  const before = pids.map(cpuTicksOf);
  await until(`processes ${pids.join(', ')} compute`, () =>
    pids.every((pid, i) => (cpuTicksOf(pid) ?? 0) > before[i]! + 5),
  );
}

/** In hundredths of a second; undefined where there is no /proc. */
function cpuTicksOf(pid: number): number | undefined {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return Number(fields[11]) + Number(fields[12]);
  } catch {
    return undefined;
  }
}

export function runs(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  return !isZombie(pid);
}

/** Dead, and not yet noticed by whoever inherited it. Where there is no /proc, nobody can tell. */
function isZombie(pid: number): boolean {
  try {
    return / Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\)/, ''));
  } catch {
    return false;
  }
}
