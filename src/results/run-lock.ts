import { readdir, readlink, symlink, unlink } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { startOfProcess } from '../processes/start-of-process.ts';
import { StoreFailure } from './store-failure.ts';

/** A process, so that another one with its id is not taken for it. */
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
 * The run in that folder belongs to this process until it is released, or the process ends; refused while another has it.
 *
 * A lock is a symbolic link that leads nowhere and whose target names the holder: the one thing that a file system makes
 * at once and with its content, or not at all. Locks of the dead are not replaced, as two might do that at once; the
 * next number is added, which only one can. Whoever added one looks once more for others that live: one may have been
 * added, and a lower one released, between looking and adding.
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

/** What is no lock of ours is told to whoever wants the run. */
export async function isUnderWay(folder: string): Promise<boolean> {
  return (await locksIn(folder).catch(() => [])).some(isHeld);
}

function refuseIfHeld(folder: string, locks: readonly Lock[]): void {
  const held = locks.find(isHeld);
  if (held === undefined) return;
  const advice = held.holder.host === hostname() ? '' : `; if it has ended there, remove ${held.file}`;
  throw new StoreFailure(`${folder} is being carried out by ${inWords(held.holder)}${advice}`);
}

/** Of a process on another machine nobody here knows whether it lives. */
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
    throw new StoreFailure(`${file} is no lock of a run; remove it if nothing carries out this one`);
  }
}

/** False if somebody else was faster. */
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
