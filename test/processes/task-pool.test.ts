import { fork } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { localTasks } from '../../src/processes/local-tasks.ts';
import { runTasks } from '../../src/processes/task-pool.ts';
import type { Settled } from '../../src/processes/task-process.ts';
import { until, untilGone } from '../cluster/processes.ts';
import type { OddJob } from './odd-jobs-child.ts';

const CHILD = new URL('./odd-jobs-child.js', import.meta.url);
const ENDED = 'a process of the run was ended before its task finished';
const ABORTED = 'This operation was aborted';
const never = new AbortController().signal;

function run(
  tasks: readonly OddJob[],
  onDone: (done: number) => void = () => {},
  signal: AbortSignal = never,
): Promise<Settled<number>[]> {
  return runTasks<OddJob, number>(
    { entry: CHILD, world: localTasks(2), ownerOf: ({ owner }) => owner },
    tasks,
    onDone,
    signal,
  );
}

function echoes(count: number, owner?: string): OddJob[] {
  return Array.from({ length: count }, (_, value) => ({ job: 'echo', value, ...(owner && { owner }) }));
}

function results(...values: number[]): Settled<number>[] {
  return values.map((result) => ({ result }));
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

  it('are not answered by what their code sends', async () => {
    const task: OddJob = { job: 'send something else, then echo', value: 7 };
    expect(await run([task, task])).to.deep.equal(results(7, 7));
  });

  it('give their results in the order of the tasks, and are counted one by one as they are done', async () => {
    const counts: number[] = [];
    const values = Array.from({ length: 20 }, (_, i) => i);
    expect(await run(echoes(20), (done) => counts.push(done))).to.deep.equal(results(...values));
    expect(counts).to.deep.equal(values.map((i) => i + 1));
  });

  it('share no more processes than there are cores, nor than there are tasks', async () => {
    const pidsOf = async (tasks: number) => {
      const settled = await run(Array.from({ length: tasks }, () => ({ job: 'pid' })));
      return new Set(settled.map((one) => ('result' in one ? one.result : Number.NaN)));
    };
    const many = await pidsOf(20);
    expect(many.size).to.be.within(1, cpus().length);
    expect(many).to.not.include(process.pid);
    expect((await pidsOf(1)).size).to.equal(1);
    await untilGone([...many]);
  });

  it('know what they share, in a process that is started anew as well', async () => {
    const [tell, exit]: OddJob[] = [{ job: 'tell what all share' }, { job: 'exit', owner: 'strategy bad' }];
    const settled = await runTasks<OddJob, number>(
      { entry: CHILD, world: localTasks(1), shared: { value: 7 }, ownerOf: ({ owner }) => owner },
      [tell!, exit!, tell!, tell!],
      () => {},
      never,
    );
    const failure = 'strategy bad ended its process (exit code 3)';
    expect(settled).to.deep.equal([...results(7), { failure }, ...results(7, 7)]);
  });

  it('may be none', async () => {
    expect(await run([])).to.deep.equal([]);
  });

  it('all end with the error of the one that throws', async () => {
    const tasks: OddJob[] = [...echoes(3), { job: 'throw', message: 'a mistake of ours' }, ...echoes(50)];
    expect(await reasonOf(run(tasks))).to.equal('a mistake of ours');
  });

  it('end with one that throws, whatever else still runs', async () => {
    const tasks: OddJob[] = [{ job: 'never answer' }, { job: 'throw', message: 'broken' }];
    if (cpus().length > 1) expect(await reasonOf(run(tasks))).to.equal('broken');
  });

  it('end with their process where nobody owns them', async () => {
    expect(await reasonOf(run([{ job: 'exit' }]))).to.equal(
      'a process of the run ended its process (exit code 3)',
    );
    expect(await reasonOf(run([{ job: 'answer and exit' }, ...echoes(5000)]))).to.match(/ended its process/);
  });

  it('end with an abort, however long they would run', async () => {
    const abort = new AbortController();
    const attempt = reasonOf(run([{ job: 'never answer' }], () => {}, abort.signal));
    await until('the child runs', () => children() > others);
    abort.abort();
    expect(await attempt).to.equal(ENDED);
  });

  it('end with the program that runs them, even one that is killed while they compute', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'tasks-'));
    const file = join(folder, 'pid');
    const program = fork(fileURLToPath(new URL('./abandoned-tasks.js', import.meta.url)), [file], {
      silent: true,
    });
    let pid = 0;
    await until('the child computes', async () => {
      pid = Number(await readFile(file, 'utf8').catch(() => ''));
      return pid > 0;
    });
    program.kill('SIGKILL');
    await untilGone([pid]);
    await rm(folder, { recursive: true });
  });

  it('come to nothing when they are aborted, even between two of them or before the first', async () => {
    const abort = new AbortController();
    const between = run(echoes(200), (done) => done === 10 && abort.abort(), abort.signal);
    expect(await reasonOf(between)).to.be.oneOf([ENDED, ABORTED]);
    expect(await reasonOf(run(echoes(3), () => {}, abort.signal))).to.equal(ABORTED);
  });
});

describe("tasks that run somebody's code", function () {
  this.timeout(60_000);
  const others = echoes(3, 'strategy good');
  const bad = 'strategy bad';

  const failures: readonly (readonly [owner: string, job: OddJob, told: string])[] = [
    ['one', { job: 'fail', message: 'one threw: no' }, 'one threw: no'],
    ['another', { job: 'throw later' }, 'another threw outside its callbacks: too late'],
    ['a third', { job: 'exit' }, 'a third ended its process (exit code 3)'],
    ['the last', { job: 'never return' }, 'the last seems never to return'],
  ];
  it('fail alone, and the others have their results', async () => {
    const failing = failures.map(([owner, job]) => ({ ...job, owner }));
    const told = failures.map(([, , failure]) => ({ failure }));
    const outcomes = await run([...failing, ...others, ...failing]);
    expect(outcomes).to.deep.equal([...told, ...results(0, 1, 2), ...told]);
  });

  it('fail alone when they use all memory', async () => {
    process.execArgv.push('--max-old-space-size=64');
    const outcome = await run([{ job: 'use all memory', owner: bad }, ...others]);
    process.execArgv.pop();
    expect(outcome).to.deep.equal([{ failure: 'strategy bad ran out of memory' }, ...results(0, 1, 2)]);
  });

  it('are not blamed for what an earlier owner left in the process', async () => {
    const tasks: OddJob[] = [
      { job: 'answer, and be stuck then', owner: bad },
      { job: 'answer, and be stuck then', owner: bad },
      ...others,
    ];
    expect(await run(tasks)).to.deep.equal(results(0, 0, 0, 1, 2));
  });
});
