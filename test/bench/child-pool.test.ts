import { fork } from 'node:child_process';
import { once } from 'node:events';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { runInChildren } from '../../src/bench/child-pool.ts';
import { until, untilGone } from '../live/processes.ts';
import type { OddJob } from './odd-jobs-child.ts';

const CHILD = new URL('./odd-jobs-child.js', import.meta.url);
const ENDED = 'a process of the run ended before its task did';
const ABORTED = 'This operation was aborted';
const never = new AbortController().signal;

function run(
  tasks: readonly OddJob[],
  onDone: (done: number) => void = () => {},
  signal: AbortSignal = never,
): Promise<number[]> {
  return runInChildren<OddJob, number>(CHILD, tasks, 2, onDone, signal);
}

function echoes(count: number): OddJob[] {
  return Array.from({ length: count }, (_, value) => ({ job: 'echo', value }));
}

/** Why it came to nothing; fails if it did not. */
function reasonOf(attempt: Promise<unknown>): Promise<string> {
  return attempt.then(
    () => expect.fail('it came to an end'),
    (error: Error) => error.message,
  );
}

/** Processes that this one has started and not seen the end of. */
function children(): number {
  return process.getActiveResourcesInfo().filter((kind) => kind === 'ProcessWrap').length;
}

describe('tasks run in child processes', function () {
  this.timeout(60_000);

  let others = 0;
  beforeEach(() => {
    others = children();
  });
  afterEach(() => until('no child is left', () => children() <= others));

  it('give their results in the order of the tasks', async () => {
    expect(await run(echoes(20))).to.deep.equal(Array.from({ length: 20 }, (_, i) => i));
  });

  it('are counted one by one as they are done', async () => {
    const counts: number[] = [];
    await run(echoes(5), (done) => counts.push(done));
    expect(counts).to.deep.equal([1, 2, 3, 4, 5]);
  });

  it('share no more processes than there are cores, nor than there are tasks', async () => {
    const pidsOf = async (tasks: number) =>
      new Set(await run(Array.from({ length: tasks }, () => ({ job: 'pid' }))));
    const many = await pidsOf(20);
    expect(many.size).to.be.within(1, cpus().length);
    expect(many).to.not.include(process.pid);
    expect((await pidsOf(1)).size).to.equal(1);
    await untilGone([...many]);
  });

  it('may be none', async () => {
    expect(await run([])).to.deep.equal([]);
  });

  it('all fail with the message of the one that throws', async () => {
    const tasks: OddJob[] = [...echoes(3), { job: 'throw', message: 'no such strategy' }, ...echoes(50)];
    expect(await reasonOf(run(tasks))).to.equal('no such strategy');
  });

  it('fail, whatever else still runs, when one throws', async () => {
    const tasks: OddJob[] = [{ job: 'never answer' }, { job: 'throw', message: 'broken' }];
    if (cpus().length > 1) expect(await reasonOf(run(tasks))).to.equal('broken');
  });

  it('fail with their process', async () => {
    expect(await reasonOf(run([{ job: 'exit' }]))).to.equal(ENDED);
    expect(await reasonOf(run([{ job: 'answer and exit' }, ...echoes(5000)]))).to.equal(ENDED);
  });

  it('end with an abort, however long they would run', async () => {
    const abort = new AbortController();
    const attempt = reasonOf(run([{ job: 'never answer' }], () => {}, abort.signal));
    await until('the child runs', () => children() > others);
    abort.abort();
    expect(await attempt).to.equal(ENDED);
  });

  it('end with the program that runs them, even one that is killed while they compute', async () => {
    const program = fork(fileURLToPath(new URL('./abandoned-tasks.js', import.meta.url)), { silent: true });
    const [pid] = (await once(program.stderr!, 'data')) as [Buffer];
    program.kill('SIGKILL');
    await untilGone([Number(pid)]);
  });

  it('come to nothing when they are aborted, even between two of them or before the first', async () => {
    const abort = new AbortController();
    const between = run(echoes(200), (done) => done === 10 && abort.abort(), abort.signal);
    expect(await reasonOf(between)).to.be.oneOf([ENDED, ABORTED]);
    expect(await reasonOf(run(echoes(3), () => {}, abort.signal))).to.equal(ABORTED);
  });
});
