import { expect } from 'chai';
import fc from 'fast-check';
import { Deadlines } from '../../../src/core/scheduling/deadlines.ts';
import { JobRecord } from '../../../src/core/scheduling/job-record.ts';
import { Rights } from '../../../src/core/scheduling/rights.ts';
import { JOB } from './virtual-world.ts';

const RIGHTS = new Rights('none', []);

const step = fc.oneof(
  fc.record({ does: fc.constant('watch' as const), timeoutMs: fc.integer({ min: 0, max: 50 }) }),
  fc.record({ does: fc.constant('forget' as const), which: fc.nat() }),
);

describe('deadlines', () => {
  it('come soonest first, and only those still watched', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 100 }), (steps) => {
        const deadlines = new Deadlines<undefined>();
        const watched: JobRecord<undefined>[] = [];
        steps.forEach((step, id) => {
          if (step.does === 'watch') {
            const job = expiring(id, step.timeoutMs);
            watched.push(job);
            deadlines.watch(job);
          } else if (watched.length > 0) {
            deadlines.forget(watched.splice(step.which % watched.length, 1)[0] as JobRecord<undefined>);
          }
          expect(deadlines.nextMs).to.equal(Math.min(...watched.map(({ demand }) => demand.timeoutMs)));
        });
        const due: number[] = [];
        for (let job = deadlines.due(50); job; job = deadlines.due(50)) {
          due.push(job.demand.timeoutMs);
          deadlines.forget(job);
        }
        const expected = watched.map(({ demand }) => demand.timeoutMs).toSorted((a, b) => a - b);
        expect(due).to.deep.equal(expected);
      }),
    );
  });

  it('are due at their moment, not before', () => {
    const deadlines = new Deadlines<undefined>();
    const job = expiring(0, 10);
    deadlines.watch(job);
    expect(deadlines.due(9.999)).to.equal(undefined);
    expect(deadlines.due(10)).to.equal(job);
  });

  it('may be forgotten twice, or never have been', () => {
    const deadlines = new Deadlines<undefined>();
    const [once, never] = [expiring(0, 10), expiring(1, Infinity)];
    deadlines.watch(once);
    deadlines.watch(never);
    for (const job of [once, never, once, never]) deadlines.forget(job);
    expect(deadlines.nextMs).to.equal(Infinity);
  });
});

function expiring(id: number, timeoutMs: number): JobRecord<undefined> {
  return new JobRecord(id, 0, { ...JOB, timeoutMs }, 1, undefined, RIGHTS);
}
