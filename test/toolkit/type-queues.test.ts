import { expect } from 'chai';
import { TypeQueues } from '../../src/toolkit/type-queues.ts';
import { jobOf, type TestJob } from './jobs.ts';

const RANKS: Readonly<Record<string, number>> = { a: 1, b: 2, c: 2 };

function queuesOf(types: string): { queues: TypeQueues; jobs: TestJob[] } {
  const queues = new TypeQueues(({ type }) => RANKS[type]!);
  const jobs = [...types].map((type, id) => jobOf(id, { type }));
  for (const job of jobs) queues.push(job);
  return { queues, jobs };
}

function drained(queues: TypeQueues): number[] {
  const ids: number[] = [];
  for (let job = queues.shift(); job !== undefined; job = queues.shift()) ids.push(job.id);
  return ids;
}

describe('queues by type', () => {
  it('serve the type with the lowest score, of equal ones the job that came first', () => {
    expect(drained(queuesOf('cbaabc').queues)).to.deep.equal([2, 3, 0, 1, 4, 5]);
  });

  it('serve by another score when asked, and pass over a type whose score is infinite', () => {
    const { queues } = queuesOf('abc');
    const onlyC = ({ type }: { type: string }) => (type === 'c' ? 0 : Infinity);
    expect([queues.shiftBy(onlyC)?.id, queues.shiftBy(onlyC)?.id]).to.deep.equal([2, undefined]);
    expect(queues.size).to.equal(2);
  });

  it('pass over jobs that are over, and drop them', () => {
    const { queues, jobs } = queuesOf('aaab');
    jobs[0]!.open = false;
    jobs[1]!.open = false;
    expect(queues.head('a')).to.equal(jobs[2]);
    expect(queues.size).to.equal(2);
    jobs[3]!.open = false;
    expect(drained(queues)).to.deep.equal([2]);
    expect(queues.size).to.equal(0);
  });

  it('keep what passes, in order', () => {
    const { queues } = queuesOf('abab');
    queues.keep(({ id }) => id !== 0 && id !== 1);
    expect(queues.size).to.equal(2);
    expect(drained(queues)).to.deep.equal([2, 3]);
  });

  it('have no head of a type that never came', () => {
    expect(queuesOf('a').queues.head('z')).to.equal(undefined);
    expect(queuesOf('a').queues.take('z')).to.equal(undefined);
  });
});
