import { expect } from 'chai';
import { JobUsage } from '../../../src/cluster/job-worker/job-usage.ts';
import { JobWorker } from '../../../src/cluster/job-worker/job-worker.ts';
import type { Jobs } from '../../../src/cluster/job-worker/jobs.ts';
import { type Batch, Channel } from '../../../src/cluster/wire/channel.ts';
import { decode } from '../../../src/cluster/wire/decode.ts';
import type { ReplyToPrimary } from '../../../src/cluster/wire/messages.ts';
import type { JobContext } from '../../../src/contract/define-job.ts';
import { LoadedJob } from '../../../src/jobs/loaded-job.ts';

type Run = (params: never, context: JobContext) => unknown;

/** A worker that has these jobs, and what it replies. */
class World {
  readonly replies: ReplyToPrimary[] = [];
  retired = 0;
  readonly worker: JobWorker;
  #heard: () => void = () => {};

  constructor(runs: Readonly<Record<string, Run>>, options: object = {}) {
    const jobs = Object.entries(runs).map(
      ([name, run]) => [name, LoadedJob.of(name, { default: run, options })] as const,
    );
    const quiet = { info() {}, warn() {}, error() {} };
    const ready: Jobs = { byName: new Map(jobs), logOf: () => quiet };
    const channel = new Channel(
      {
        send: (sent) => {
          const [, ...batch] = sent as Batch;
          for (const wire of batch)
            this.replies.push(decode(JSON.parse(JSON.stringify(wire))) as ReplyToPrimary);
          this.#heard();
          return true;
        },
      },
      (error) => expect.fail(error.message),
    );
    this.worker = new JobWorker(3, channel, 1, ready, () => void this.retired++);
  }

  give(id: string, job: string, params: unknown = null, timeoutMs = 60_000): void {
    this.worker.accept({
      kind: 'request from primary',
      header: { correlationId: id, receiver: 3, attempt: 2 },
      payload: { work: { runs: 'job', job, params: JSON.stringify(params) }, timeoutMs },
    });
    this.worker.work();
  }

  async replied(count: number): Promise<readonly ReplyToPrimary[]> {
    while (this.replies.length < count)
      await new Promise<void>((resolve) => {
        this.#heard = resolve;
      });
    return this.replies;
  }

  get order(): string[] {
    return this.replies.map(({ header }) => header.correlationId);
  }
}

/** Promises that the test resolves. */
class Gates {
  readonly open: (() => void)[] = [];
  readonly begun: string[] = [];

  run = (name: string) => {
    this.begun.push(name);
    return new Promise<string>((resolve) => this.open.push(() => resolve(name)));
  };
}

describe('a worker of jobs of files', () => {
  it('gives their results as JSON text, of those that await too', async () => {
    const world = new World({
      now: ({ a }: { a: number }) => ({ twice: a * 2 }),
      later: async (text: string) => [text],
      nothing: () => undefined,
    });
    world.give('a', 'now', { a: 4 });
    world.give('b', 'later', 'x');
    world.give('c', 'nothing');
    const replies = await world.replied(3);
    expect(replies.map(({ payload }) => payload.result)).to.deep.equal(['{"twice":8}', '["x"]', undefined]);
    for (const { payload } of replies) expect(payload).to.include({ ok: true, error: '' });
  });

  it('runs one at a time, also of those that await', async () => {
    const gates = new Gates();
    const world = new World({ wait: gates.run });
    world.give('a', 'wait', 'a');
    world.give('b', 'wait', 'b');
    await new Promise(setImmediate);
    expect(gates.begun).to.deep.equal(['a']);
    gates.open[0]!();
    await world.replied(1);
    expect(gates.begun).to.deep.equal(['a', 'b']);
    gates.open[1]!();
    await world.replied(2);
    expect(world.order).to.deep.equal(['a', 'b']);
  });

  it('runs as many beside each other as their options say', async () => {
    const gates = new Gates();
    const world = new World({ wait: gates.run }, { concurrency: 2 });
    for (const id of ['a', 'b', 'c']) world.give(id, 'wait', id);
    await new Promise(setImmediate);
    expect(gates.begun).to.deep.equal(['a', 'b']);
    gates.open[1]!();
    await world.replied(1);
    expect(gates.begun).to.deep.equal(['a', 'b', 'c']);
    gates.open[0]!();
    gates.open[2]!();
    await world.replied(3);
    expect(world.order[0]).to.equal('b');
  });

  it('tells each what it may need to know', async () => {
    const world = new World({
      told: (_: never, { name, attempt, deadline }) => ({ name, attempt, leftMs: deadline - Date.now() }),
    });
    world.give('a', 'told', null, 5000);
    const [reply] = await world.replied(1);
    const { leftMs, ...rest } = JSON.parse(reply!.payload.result!);
    expect(rest).to.deep.equal({ name: 'told', attempt: 2 });
    expect(leftMs).to.be.within(1, 5001);
  });

  it('fires the signal when nobody waits any more, at the deadline, and before the worker closes', async () => {
    const aborted: Run = (_, { signal }) =>
      new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    const world = new World({ aborted });
    world.give('a', 'aborted');
    world.worker.abandon('a');
    await world.replied(1);
    world.give('b', 'aborted', null, 20);
    await world.replied(2);
    world.give('c', 'aborted');
    const closing = world.worker.abandonAll();
    const replies = await world.replied(3);
    expect(replies.map(({ payload }) => payload.error)).to.deep.equal([
      'job aborted: nobody waits for its result any more',
      'job aborted: its deadline has passed',
      'job aborted: its worker is about to close',
    ]);
    await closing;
  });

  it('does not begin one that nobody waits for', async () => {
    const gates = new Gates();
    const world = new World({ wait: gates.run });
    world.give('a', 'wait', 'a');
    world.give('b', 'wait', 'b');
    world.worker.abandon('b');
    gates.open[0]!();
    const [, second] = await world.replied(2);
    expect(second?.payload).to.include({ ok: false, startedMs: 0 });
    expect(gates.begun).to.deep.equal(['a']);
  });

  it('says what was thrown: name, message, code, own properties and stack', async () => {
    class NoFonts extends Error {
      override readonly name = 'NoFonts';
      readonly code = 'E_FONTS';
      readonly fonts = ['serif'];
      readonly big = 10n;
    }
    const world = new World({
      fails: () => {
        throw new NoFonts('no fonts here');
      },
      rejects: () => Promise.reject(7),
    });
    world.give('a', 'fails');
    world.give('b', 'rejects');
    const [first, second] = await world.replied(2);
    expect(first?.payload).to.include({ ok: false, error: 'no fonts here' });
    const { stack, ...thrown } = JSON.parse(first!.payload.result!);
    expect(thrown).to.deep.equal({
      name: 'NoFonts',
      message: 'no fonts here',
      code: 'E_FONTS',
      properties: { fonts: ['serif'] },
    });
    expect(stack).to.include('own-jobs.test');
    expect(second?.payload).to.include({ ok: false, error: '7' });
  });

  const unfit: readonly [what: string, result: () => unknown, error: string][] = [
    ['a function', () => () => 1, 'result is a function, which JSON cannot carry'],
    ['50 MB', () => 'x'.repeat(50 * 2 ** 20), 'result is 51200 KB as JSON; at most 1024 KB may be sent'],
    [
      'a date within',
      () => ({ rows: [1, 2, 3, { when: new Date(0) }] }),
      'result.rows[3].when is a Date, which JSON cannot carry: send plain objects, arrays, texts and numbers',
    ],
    ['no number', () => ({ 'a b': Number.NaN }), 'result["a b"] is NaN, which JSON cannot carry'],
    ['nothing in a list', () => [undefined], 'result[0] is undefined, which JSON cannot carry'],
    ['a big integer', () => [10n], 'result[0] is a bigint, which JSON cannot carry'],
    [
      'itself',
      () => {
        const all: unknown[] = [];
        all.push({ all });
        return all;
      },
      'result[0].all contains itself, which JSON cannot carry',
    ],
  ];
  for (const [what, result, error] of unfit) {
    it(`says that ${what} cannot be sent, and goes on`, async () => {
      const world = new World({ unfit: result, fine: () => 1 });
      world.give('a', 'unfit');
      world.give('b', 'fine');
      const [first, second] = await world.replied(2);
      expect(first?.payload).to.include({ ok: false, error });
      expect(second?.payload).to.include({ ok: true, result: '1' });
    });
  }

  it('asks to be replaced after so many runs, and begins nothing after that', async () => {
    const world = new World({ count: () => 1 }, { recycleAfterJobs: 2 });
    for (const id of ['a', 'b', 'c']) world.give(id, 'count');
    await world.replied(2);
    await new Promise(setImmediate);
    expect(world.order).to.deep.equal(['a', 'b']);
    expect(world.retired).to.equal(1);
  });

  it('asks to be replaced when its memory has grown beyond what a job asks for', async () => {
    const world = new World({ count: () => 1 }, { recycleAfterMb: 16 });
    world.give('a', 'count');
    await world.replied(1);
    expect(world.retired).to.equal(1);
  });

  it('knows how much of its time each job computes', async () => {
    const world = new World({
      spins: () => {
        for (const endMs = performance.now() + 30; performance.now() < endMs; );
      },
      waits: () => new Promise((resolve) => setTimeout(resolve, 60)),
    });
    const usage = new JobUsage();
    world.worker.usage = usage;
    world.give('a', 'spins');
    world.give('b', 'waits');
    await world.replied(2);
    const [spins, waits] = usage.account();
    expect([spins?.job, spins?.runs, waits?.job, waits?.runs]).to.deep.equal(['spins', 1, 'waits', 1]);
    expect(spins!.idleMs).to.equal(0);
    expect(waits!.idleMs).to.be.above(0);
  });
});
