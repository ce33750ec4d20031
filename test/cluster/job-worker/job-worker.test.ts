import { expect } from 'chai';
import { JobWorker } from '../../../src/cluster/job-worker/job-worker.ts';
import { NO_JOBS } from '../../../src/cluster/job-worker/jobs.ts';
import { type Batch, Channel } from '../../../src/cluster/wire/channel.ts';
import { decode } from '../../../src/cluster/wire/decode.ts';
import type { Message, ReplyToPrimary } from '../../../src/cluster/wire/messages.ts';
import type { Work } from '../../../src/jobs/work.ts';
import { monotonicMs } from '../../../src/processes/clock.ts';

interface Departure {
  readonly atMs: number;
  readonly messages: readonly Message[];
}

/** Runs the work on a job worker and waits for so many messages. `sent`: after each send, how many there are. */
async function departuresOf(
  expected: number,
  begin: (worker: JobWorker) => void,
  sent: (worker: JobWorker, count: number) => void = () => {},
): Promise<readonly Departure[]> {
  const departures: Departure[] = [];
  let count = 0;
  await new Promise<void>((resolve) => {
    const channel = new Channel(
      {
        send(message) {
          const [, ...batch] = message as Batch;
          const messages = batch.map((wire) => decode(wire)!);
          departures.push({ atMs: monotonicMs(), messages });
          count += messages.length;
          setImmediate(sent, worker, count);
          if (count >= expected) resolve();
          return true;
        },
      },
      (error) => expect.fail(error.message),
    );
    const worker = new JobWorker(3, channel, 1, NO_JOBS);
    begin(worker);
    worker.work();
  });
  return departures;
}

function accept(worker: JobWorker, id: string, work: Work, timeoutMs = 60_000): void {
  worker.accept({
    kind: 'request from primary',
    header: { correlationId: id, receiver: 3, attempt: 2 },
    payload: { work, timeoutMs },
  });
}

function repliesIn(departures: readonly Departure[]): ReplyToPrimary[] {
  return departures
    .flatMap(({ messages }) => messages)
    .filter((message) => message.kind === 'reply to primary');
}

describe('a job worker', () => {
  it('has sent the reply to a long job before it starts the next', async () => {
    const departures = await departuresOf(3, (worker) => {
      for (const id of ['a', 'b', 'c']) accept(worker, id, { runs: 'sleep', sizeMs: 5 });
    });
    expect(departures.map(({ messages }) => messages.length)).to.deep.equal([1, 1, 1]);
    const starts = repliesIn(departures).map(({ payload }) => payload.startedMs);
    expect(departures[0]!.atMs).to.be.at.most(starts[1]!);
    expect(departures[1]!.atMs).to.be.at.most(starts[2]!);
  });

  it('runs jobs one by one, in the order they came, and names the attempt', async () => {
    const ids = Array.from({ length: 30 }, (_, i) => `job ${i}`);
    const departures = await departuresOf(ids.length, (worker) => {
      for (const [i, id] of ids.entries()) accept(worker, id, { runs: 'sleep', sizeMs: i % 3 });
    });
    const replies = repliesIn(departures);
    expect(replies.map(({ header }) => header.correlationId)).to.deep.equal(ids);
    let freeMs = 0;
    for (const { header, payload } of replies) {
      expect(header).to.include({ sender: 3, attempt: 2 });
      expect(payload).to.include({ ok: true, error: '' });
      expect(payload.startedMs).to.be.at.least(freeMs);
      freeMs = payload.startedMs + payload.serviceMs;
    }
  });

  it('gives back a job whose deadline passed while it waited, without running it', async () => {
    const departures = await departuresOf(3, (worker) => {
      accept(worker, 'long', { runs: 'sleep', sizeMs: 20 });
      accept(worker, 'late', { runs: 'sleep', sizeMs: 1000 }, 10);
      accept(worker, 'next', { runs: 'sleep', sizeMs: 1 });
    });
    const replies = repliesIn(departures);
    expect(replies.map(({ header }) => header.correlationId)).to.deep.equal(['long', 'late', 'next']);
    expect(replies.map(({ payload }) => payload.ok)).to.deep.equal([true, false, true]);
    expect(replies[1]!.payload).to.include({ startedMs: 0, serviceMs: 0 });
  });

  it('does not take a job that it did not run for a fast one', async () => {
    const departures = await departuresOf(
      3,
      (worker) => {
        accept(worker, 'long', { runs: 'sleep', sizeMs: 20 });
        accept(worker, 'late', { runs: 'sleep', sizeMs: 1000 }, 10);
      },
      (worker, count) => {
        if (count === 2) worker.probed('0');
      },
    );
    const messages = departures.flatMap((departure) => departure.messages);
    const [long] = repliesIn(departures);
    const report = messages.find((message) => message.kind === 'probe reply');
    expect(report?.payload.latencyMs).to.be.closeTo(long!.payload.serviceMs, 0.001);
  });

  it('answers for a job that throws, and goes on', async () => {
    const [failed, fine] = repliesIn(
      await departuresOf(2, (worker) => {
        accept(worker, 'a', { runs: 'sleep', sizeMs: 1e9 });
        accept(worker, 'b', { runs: 'sleep', sizeMs: 0 });
      }),
    );
    expect(failed?.payload).to.include({ ok: false });
    expect(failed?.payload.error).to.match(/sizeMs/);
    expect(fine?.payload).to.include({ ok: true });
  });

  it('answers a probe with what waits', async () => {
    const departures = await departuresOf(3, (worker) => {
      for (const id of ['a', 'b']) accept(worker, id, { runs: 'sleep', sizeMs: 0 });
      worker.probed('0');
    });
    const [report] = departures.flatMap(({ messages }) => messages).filter((m) => m.kind === 'probe reply');
    expect(report?.payload).to.deep.equal({ unfinished: 2, latencyMs: 0 });
  });
});
