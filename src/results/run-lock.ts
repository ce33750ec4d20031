import { readdir, readlink, symlink, unlink } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { startOfProcess } from '../processes/start-of-process.ts';
import { StoreFailure } from './store-failure.ts';

/** Identifies a process, even if another one gets its id later. */
const holderSchema = z.strictObject({
  host: z.string(),
  pid: z.number().int().positive(),
  start: z.string(),
  since: z.string(),
});
type Holder = z.infer<typeof holderSchema>;

interface Lock {
  readonly file: string;
  readonly number: number;
  readonly holder: Holder;
}

export interface RunLock {
  release(): Promise<void>;
}

const NAME = /^lock\.(\d{1,9})$/;

/**
 * Locks the run in this folder for this process until it is released or the process ends. Refuses if another process holds it.
 *
 * A lock is a dangling symbolic link whose target names the holder. A file system creates such a link atomically with its
 * content. Locks of dead processes are not replaced, because two processes might do that at the same time. Instead the next
 * number is added, which only one process can do. After adding, the process checks again for live locks: another one may have
 * been added, and a lower one released, between the first check and adding.
 */
export async function lockRun(folder: string): Promise<RunLock> {
  const holder = thisProcess();
  for (;;) {
    const before = await locksIn(folder);
    refuseIfHeld(folder, before);
    const file = join(folder, `lock.${Math.max(0, ...before.map(({ number }) => number)) + 1}`);
    if (!(await added(file, holder))) continue;
    const release = () => removed(file);
    try {
      const others = (await locksIn(folder)).filter((lock) => lock.file !== file);
      refuseIfHeld(folder, others);
      for (const lock of others) await removed(lock.file);
    } catch (error) {
      await release();
      throw error;
    }
    return { release };
  }
}

/** Invalid lock files are reported when the run is locked. */
export async function isUnderWay(folder: string): Promise<boolean> {
  return (await locksIn(folder).catch(() => [])).some(isHeld);
}

function refuseIfHeld(folder: string, locks: readonly Lock[]): void {
  const held = locks.find(isHeld);
  if (held === undefined) return;
  const advice = held.holder.host === hostname() ? '' : `; if it has ended there, remove ${held.file}`;
  throw new StoreFailure(`${folder} is in use by ${inWords(held.holder)}${advice}`);
}

/** A process on another machine counts as alive, because that cannot be checked here. */
function isHeld({ holder: { host, pid, start } }: Lock): boolean {
  return host !== hostname() || startOfProcess(pid) === start;
}

function inWords({ host, pid, since }: Holder): string {
  return `process ${pid}${host === hostname() ? '' : ` on ${host}`} since ${since}`;
}

function thisProcess(): Holder {
  const { pid } = process;
  return { host: hostname(), pid, start: startOfProcess(pid) ?? '', since: new Date().toISOString() };
}

async function locksIn(folder: string): Promise<Lock[]> {
  const names = await readdir(folder).catch((error) => {
    throw new StoreFailure(`cannot read ${folder}: ${error.message}`);
  });
  const found = await Promise.all(names.map((name) => lockNamed(folder, name)));
  return found.filter((lock) => lock !== undefined);
}

async function lockNamed(folder: string, name: string): Promise<Lock | undefined> {
  const [, number] = NAME.exec(name) ?? [];
  if (number === undefined) return undefined;
  const file = join(folder, name);
  try {
    const holder = holderSchema.parse(JSON.parse(await readlink(file)));
    return { file, number: Number(number), holder };
  } catch (error) {
    if (isCode(error, 'ENOENT')) return undefined;
    throw new StoreFailure(`${file} is not a valid lock; remove it if no process uses this run`);
  }
}

/** False if another process was faster. */
async function added(file: string, holder: Holder): Promise<boolean> {
  try {
    await symlink(JSON.stringify(holder), file);
    return true;
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false;
    throw new StoreFailure(`cannot write ${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

async function removed(file: string): Promise<void> {
  await unlink(file).catch(() => {});
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
