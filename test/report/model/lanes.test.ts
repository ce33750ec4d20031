import { expect } from 'chai';
import { whoRanWhat } from '../../../src/report/model/lanes.ts';
import { madeRun } from '../made-run.ts';

const MADE = { types: ['short', 'long'], blocks: 2, faulty: false } as const;

describe('who ran what when', () => {
  const { run, requests } = madeRun({ ...MADE, names: ['pull-fifo', 'round-robin'] });
  const model = whoRanWhat(run, requests);
  if (typeof model === 'string') throw new Error(model);

  it('marks the short job that waited longest, at the same moment under every strategy', () => {
    const [pull, robin] = model.strategies.map(({ marked }) => marked);
    expect(pull?.seq).to.equal(robin?.seq);
    expect(pull?.dueMs).to.equal(robin?.dueMs);
    expect(robin?.type).to.equal('short');
    if (requests.kind === 'none') throw new Error('requests are made');
    const waits = [...requests.of.values()]
      .flat()
      .flatMap((one) =>
        one.type === 'short' && one.startedMs !== undefined ? [one.startedMs - one.intendedMs] : [],
      );
    const marked = Math.max(...model.strategies.map(({ marked: one }) => one.startMs - one.dueMs));
    // The last jobs of a block do not count: after the last arrival queues only shrink.
    expect(waits.filter((wait) => wait > marked).length).to.be.lessThan(waits.length / 50);
  });

  it('shows every job of the window on its worker, one at a time', () => {
    for (const { jobs, workers } of model.strategies) {
      expect(workers).to.deep.equal([3, 4]);
      for (const worker of workers) {
        const own = jobs.filter((job) => job.worker === worker).sort((a, b) => a.startMs - b.startMs);
        expect(own.length).to.be.greaterThan(0);
        for (const [i, job] of own.entries())
          expect(job.startMs).to.be.at.least(own[i - 1]?.endMs ?? Number.NEGATIVE_INFINITY);
      }
    }
  });

  it('says what the marked request waited with the worst and the best strategy', () => {
    expect(model.title).to.match(
      /^The same short request waits \S+ m?s with round-robin and \S+ m?s with pull-fifo$/,
    );
  });

  it('says why it cannot be drawn of an older run, and of one without its requests', () => {
    if (requests.kind === 'none') throw new Error('requests are made');
    const older = new Map(
      [...requests.of].map(([trial, records]) => [
        trial,
        records.map(({ startedMs: _, ...record }) => record),
      ]),
    );
    expect(whoRanWhat(run, { kind: 'kept', of: older })).to.contain('do not say when their jobs started');
    expect(whoRanWhat(run, { kind: 'none', why: 'They are gone.' })).to.equal('They are gone.');
  });
});
