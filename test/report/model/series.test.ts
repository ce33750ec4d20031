import { expect } from 'chai';
import { measuredIn } from '../../../src/report/model/measured.ts';
import { outcomesOf } from '../../../src/report/model/outcomes.ts';
import { slowdownOf } from '../../../src/report/model/slowdown.ts';
import { spectrumOf } from '../../../src/report/model/spectrum.ts';
import { timelineOf } from '../../../src/report/model/timeline.ts';
import { madeRun } from '../made-run.ts';

const MADE = { names: ['pull-fifo', 'round-robin'], types: ['short', 'long'], blocks: 6 } as const;
const FINE = madeRun({ ...MADE, faulty: false });
const FAULTY = madeRun({ ...MADE, faulty: true });

/** The model, if there is one. */
function drawn<Model>(model: Model | string): Exclude<Model, string> {
  if (typeof model === 'string') throw new Error(model);
  return model as Exclude<Model, string>;
}

describe('the series of a report', () => {
  it('have percentiles through which the lines of the single requests go', () => {
    const spectrum = drawn(spectrumOf(measuredIn(FINE.run, FINE.requests), ['short', 'light']));
    for (const { lines } of spectrum.classes)
      for (const { sure, thin, marks } of lines) {
        const points = [...sure, ...thin];
        for (const { oneIn, ms } of marks) {
          const after = points.findIndex((point) => point.oneIn >= oneIn);
          expect(ms).to.be.within(points[after - 1]?.ms ?? 0, (points[after]?.ms ?? 0) + 0.001);
        }
        // Ten requests at least lie beyond the last point that is sure.
        expect(sure.at(-1)?.oneIn).to.be.at.most((points.at(-1)?.oneIn ?? 0) / 10 + 1);
      }
  });

  it('show that short jobs pay for long ones where workers take turns', () => {
    const slowdown = drawn(slowdownOf(measuredIn(FINE.run, FINE.requests)));
    const [pull, robin] = slowdown.lines.map(({ points }) => points.map(({ p50 }) => p50));
    expect(robin?.[0]).to.be.greaterThan(pull?.[0] ?? Number.POSITIVE_INFINITY);
    expect(robin?.[0]).to.be.greaterThan(robin?.at(-1) ?? Number.POSITIVE_INFINITY);
  });

  it('account for all the time that requests wait and workers work', () => {
    const { rows, endMs, block } = drawn(timelineOf(FINE.run, FINE.requests));
    if (FINE.requests.kind === 'none') throw new Error('requests are made');
    for (const { strategy, moments } of rows) {
      const trial = FINE.run.trials.find(
        (one) => one.block === block && one.strategy === strategy && !one.twin,
      );
      const heavy = (trial && FINE.requests.of.get(trial))?.filter((one) => one.class === 'heavy') ?? [];
      const within = (from: number, to: number) => Math.max(0, Math.min(to, endMs) - from);
      const workMs = heavy.reduce(
        (sum, { startedMs = 0, serviceMs }) => sum + within(startedMs, startedMs + serviceMs),
        0,
      );
      const shownMs = moments.reduce((sum, { busy, fromMs, toMs }) => sum + busy * (toMs - fromMs), 0);
      expect(shownMs).to.be.closeTo(workMs, workMs / 1000);
    }
  });

  it('name the faults after the warm-up and the requests without a good answer', () => {
    const { rows, faultsMs } = drawn(timelineOf(FAULTY.run, FAULTY.requests));
    expect(faultsMs.slice(0, 2)).to.deep.equal([400, 800]);
    expect(rows.every(({ bad }) => bad === 8)).to.equal(true);
    expect(outcomesOf(FAULTY.run.strategies)?.rows.map(({ counts }) => counts.lost)).to.deep.equal([48, 48]);
    expect(outcomesOf(FINE.run.strategies)).to.equal(undefined);
  });
});
