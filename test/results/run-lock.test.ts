import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readlink, rm, symlink, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { startOfProcess } from '../../src/processes/start-of-process.ts';
import { isUnderWay, lockRun, type RunLock } from '../../src/results/run-lock.ts';
import { StoreFailure } from '../../src/results/store-failure.ts';

const HERE = { host: hostname(), pid: process.pid, start: startOfProcess(process.pid), since: 'noon' };

describe('a run under way', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lock-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  async function refusal(): Promise<string> {
    const answer: unknown = await lockRun(folder).catch((error: unknown) => error);
    if (!(answer instanceof StoreFailure)) throw answer;
    return answer.message;
  }

  /** How many of eight at once get it. */
  async function winners(): Promise<RunLock[]> {
    const all = await Promise.allSettled(Array.from({ length: 8 }, () => lockRun(folder)));
    for (const one of all) if (one.status === 'rejected') expect(one.reason).to.be.instanceOf(StoreFailure);
    return all.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  }

  it('belongs to one process at a time, and the next is told which', async () => {
    const lock = await lockRun(folder);
    expect(await isUnderWay(folder)).to.equal(true);
    expect(await refusal()).to.match(
      new RegExp(`^${folder} is in use by process ${process.pid} since \\S+Z$`),
    );
    await lock.release();
    expect(await readdir(folder)).to.deep.equal([]);
    expect(await isUnderWay(folder)).to.equal(false);
    await (await lockRun(folder)).release();
  });

  it('belongs to one even if many want it at once', async () => {
    for (let round = 0; round < 20; round++) {
      const [lock, ...others] = await winners();
      expect(others).to.deep.equal([]);
      await lock!.release();
    }
  });

  it('is free again when its process has ended, for one of many', async () => {
    const child = spawn(process.execPath, ['-e', '']);
    const start = startOfProcess(child.pid!);
    await once(child, 'exit');
    for (let round = 0; round < 20; round++) {
      await symlink(JSON.stringify({ ...HERE, pid: child.pid, start }), join(folder, 'lock.7'));
      expect(await isUnderWay(folder)).to.equal(false);
      const [lock, ...others] = await winners();
      expect(others).to.deep.equal([]);
      expect(await readdir(folder), 'and the old lock is gone').to.deep.equal(['lock.8']);
      expect(JSON.parse(await readlink(join(folder, 'lock.8')))).to.include({ pid: process.pid });
      await lock!.release();
    }
  });

  it('is not held by another process that has got the same id', async () => {
    await symlink(JSON.stringify({ ...HERE, start: 'long ago' }), join(folder, 'lock.1'));
    await (await lockRun(folder)).release();
  });

  it('is held whatever number its lock has', async () => {
    await symlink(JSON.stringify({ ...HERE, start: 'long ago' }), join(folder, 'lock.9'));
    await symlink(JSON.stringify(HERE), join(folder, 'lock.2'));
    expect(await refusal()).to.match(/ since noon$/);
    expect(await readdir(folder)).to.have.members(['lock.2', 'lock.9']);
  });

  it('on another machine is left alone: from here nobody knows whether it lives', async () => {
    await symlink(JSON.stringify({ ...HERE, host: 'elsewhere' }), join(folder, 'lock.1'));
    expect(await refusal()).to.match(
      /process \d+ on elsewhere since noon; if it has ended there, remove \S+lock\.1$/,
    );
  });

  it('is not begun beside an invalid lock', async () => {
    await writeFile(join(folder, 'lock.1'), '');
    expect(await refusal()).to.match(/lock\.1 is not a valid lock; remove it/);
    expect(await isUnderWay(folder)).to.equal(false);
    await rm(join(folder, 'lock.1'));
    await symlink('nowhere', join(folder, 'lock.1'));
    expect(await refusal()).to.match(/lock\.1 is not a valid lock; remove it/);
  });

  it('needs its folder', async () => {
    await rm(folder, { recursive: true });
    expect(await refusal()).to.include(`cannot read ${folder}`);
    folder = await mkdtemp(join(tmpdir(), 'lock-'));
  });
});

describe('the start of a process', () => {
  it('is the same whenever it is asked for, and another of another process', async () => {
    expect(startOfProcess(process.pid)).to.be.a('string').and.to.equal(startOfProcess(process.pid));
    const child = spawn(process.execPath, ['-e', 'process.stdin.resume()']);
    expect(startOfProcess(child.pid!)).to.be.a('string').and.to.not.equal(startOfProcess(process.pid));
    const ended = once(child, 'exit');
    child.stdin.end();
    await ended;
    expect(startOfProcess(child.pid!), 'and of one that has ended there is none').to.equal(undefined);
  });
});
