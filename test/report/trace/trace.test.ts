import { expect } from 'chai';
import { RandomStream } from '../../../src/core/random-stream.ts';
import type { RequestRecord } from '../../../src/measuring/summary/request-record.ts';
import { traceText } from '../../../src/report/trace/trace.ts';
import type { TraceEvent } from '../../../src/report/trace/trace-event.ts';
import type { JobSpan, TracedTrial } from '../../../src/report/trace/traced-trial.ts';
import { GOOD } from '../../measuring/summary/records.ts';
import { breaches } from './format-rules.ts';

function request(seq: number, sentMs: number, job: JobSpan | undefined, waitMs = 0): RequestRecord {
  const endedMs = job === undefined ? sentMs + 1 : job.endMs + 1;
  return {
    ...GOOD,
    ...{ seq, sentMs, intendedMs: sentMs, endedMs, waitMs, type: 'report', connection: seq },
    ...(job && { jobWorker: job.worker, startedMs: job.startMs, serviceMs: job.endMs - job.startMs }),
  };
}

function eventsOf(...trials: TracedTrial[]): TraceEvent[] {
  return (JSON.parse(traceText('a run', trials)) as { traceEvents: TraceEvent[] }).traceEvents;
}

function trial(requests: readonly RequestRecord[], name = 'pull-fifo'): TracedTrial {
  return { name, requests, marks: [] };
}

/** Jobs that wait for one of three workers, which fail and overlap as they like. */
function anyTrial(seed: number): TracedTrial {
  const random = new RandomStream(seed, 'trace');
  const requests = Array.from({ length: 200 }, (_, seq) => {
    const sentMs = random.next() * 1000;
    const startMs = sentMs + random.next() * 50;
    const span = { worker: 1 + Math.floor(random.next() * 3), startMs, endMs: startMs + random.next() * 20 };
    return request(seq, sentMs, random.next() < 0.1 ? undefined : span, (startMs - sentMs) * random.next());
  });
  return trial(requests, `seed ${seed}`);
}

describe('the trace of a run', () => {
  const long = request(0, 0, { worker: 1, startMs: 1, endMs: 101 }, 1);
  const blocked = request(1, 10, { worker: 1, startMs: 101, endMs: 103 }, 90);

  it('keeps to the rules of the format, whatever the jobs do', () => {
    for (let seed = 0; seed < 20; seed++)
      expect(breaches(eventsOf(anyTrial(seed), anyTrial(seed + 100)))).to.deep.equal([]);
  });

  it('is held against rules that a broken trace fails', () => {
    const sound = eventsOf(trial([long, blocked]));
    const broken = (change: (event: TraceEvent) => TraceEvent[]) => breaches(sound.flatMap(change));
    expect(broken((event) => (event.ph === 'X' ? [{ ...event, dur: event.dur + 500 }] : [event]))).not.to.be
      .empty;
    expect(broken((event) => (event.ph === 'e' ? [] : [event]))).not.to.be.empty;
    expect(broken((event) => (event.ph === 's' ? [] : [event]))).not.to.be.empty;
    expect(broken((event) => (event.ph === 'M' ? [] : [event]))).not.to.be.empty;
  });

  it('has a track for each worker, with its jobs', () => {
    const events = eventsOf(trial([long, blocked]));
    const [track] = events.filter(({ ph, name }) => ph === 'M' && name === 'thread_name');
    expect(track).to.deep.include({ args: { name: 'worker 1' } });
    const jobs = events.filter((event) => event.ph === 'X' && event.cat === 'job');
    expect(jobs.map((job) => 'dur' in job && [job.tid, job.ts, job.dur])).to.deep.equal([
      [track?.tid, 1000, 100_000],
      [track?.tid, 101_000, 2000],
    ]);
  });

  it('shows a job as waiting from its arrival to its start', () => {
    const waits = eventsOf(trial([blocked])).filter(({ ph }) => ph === 'b' || ph === 'e');
    expect(waits.map((one) => 'ts' in one && [one.ph, one.ts])).to.deep.equal([
      ['b', 11_000],
      ['e', 101_000],
    ]);
  });

  it('leads an arrow from each request to its job', () => {
    const events = eventsOf(trial([long, blocked]));
    const arrows = (kind: string) =>
      events.flatMap((event) => (event.ph === kind && 'id' in event ? [event.id] : []));
    expect(arrows('s')).to.have.members(arrows('f')).and.have.length(2);
  });

  it('counts the jobs that wait and those that run', () => {
    const counted = (name: string) =>
      eventsOf(trial([long, blocked])).flatMap((event) =>
        event.ph === 'C' && event.name === name ? [[event.ts, event.args.jobs]] : [],
      );
    expect(counted('jobs waiting').at(-1)).to.deep.equal([101_000, 0]);
    expect(counted('jobs waiting')).to.deep.include([11_000, 1]);
    expect(counted('jobs running')).to.deep.include([101_000, 1]);
    expect(counted('jobs running').at(-1)).to.deep.equal([103_000, 0]);
  });

  it('gives jobs that run beside each other on one worker a track each', () => {
    const beside = request(2, 20, { worker: 1, startMs: 50, endMs: 60 });
    const jobs = eventsOf(trial([long, beside])).filter((event) => event.ph === 'X' && event.cat === 'job');
    expect(new Set(jobs.map(({ tid }) => tid)).size).to.equal(2);
  });

  it('marks faults', () => {
    const marked = { ...trial([long]), marks: [{ atMs: 40, what: 'job worker 2 is killed' }] };
    expect(eventsOf(marked)).to.deep.include({
      ...{ ph: 'i', s: 'p', name: 'job worker 2 is killed', cat: 'fault', pid: 1, tid: 0, ts: 40_000 },
    });
  });
});
