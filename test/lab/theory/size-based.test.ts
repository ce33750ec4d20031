import { expect } from 'chai';
import { boundedPareto } from '../../../src/lab/theory/bounded-pareto.ts';
import { type ContinuousLaw, exponentialLaw, momentsOf } from '../../../src/lab/theory/continuous-law.ts';
import { mg1MeanWait } from '../../../src/lab/theory/mg1.ts';
import { mg1PriorityMeanWaits } from '../../../src/lab/theory/priority.ts';
import { processorSharingMeanResponse } from '../../../src/lab/theory/processor-sharing.ts';
import { sjfMeanWait } from '../../../src/lab/theory/shortest-job-first.ts';
import { srptMeanResponse } from '../../../src/lab/theory/srpt.ts';
import { drawReplay } from './replay.ts';

/** Cobham with a class for each of many thin slices of sizes. */
function sjfBySlices(arrivalRate: number, law: ContinuousLaw, ends: readonly number[]): number {
  const slices = ends.slice(1).map((end, i) => {
    const within = (order: number) => law.partialMoment(order, end) - law.partialMoment(order, ends[i]!);
    return { share: within(0), mean: within(1), second: within(2), third: within(3) };
  });
  const waits = mg1PriorityMeanWaits(
    slices.map(({ share, mean, second, third }) => ({
      arrivalRate: arrivalRate * share,
      service: { mean: mean / share, second: second / share, third: third / share },
    })),
  );
  return waits.reduce((sum, wait, i) => sum + wait * slices[i]!.share, 0);
}

/** One worker, always on the job with the least left. */
function srptByReplay(arrivals: readonly number[], services: readonly number[]): number {
  const present: { arrived: number; left: number }[] = [];
  let now = 0;
  let total = 0;
  for (let job = 0; job <= arrivals.length; job++) {
    const until = arrivals[job] ?? Number.POSITIVE_INFINITY;
    while (present.length > 0) {
      const least = present.reduce((best, one) => (one.left < best.left ? one : best));
      if (now + least.left > until) {
        least.left -= until - now;
        break;
      }
      now += least.left;
      total += now - least.arrived;
      present.splice(present.indexOf(least), 1);
    }
    now = until;
    if (job < arrivals.length) present.push({ arrived: until, left: services[job]! });
  }
  return total / arrivals.length;
}

describe('theory: size-based orders', () => {
  it('hits the reference values for M/M/1 at load 0.8', () => {
    expect(1 + sjfMeanWait(0.8, exponentialLaw(1))).to.be.closeTo(2.8822, 5e-5);
    expect(srptMeanResponse(0.8, exponentialLaw(1))).to.be.closeTo(2.3528, 5e-5);
    expect(processorSharingMeanResponse(1, 0.8)).to.be.closeTo(5, 1e-12);
  });

  it('scales with the unit of time', () => {
    expect(sjfMeanWait(0.08, exponentialLaw(10))).to.be.closeTo(
      10 * sjfMeanWait(0.8, exponentialLaw(1)),
      1e-8,
    );
    expect(srptMeanResponse(0.08, exponentialLaw(10))).to.be.closeTo(
      10 * srptMeanResponse(0.8, exponentialLaw(1)),
      1e-8,
    );
  });

  it('shortest job first is Cobham in thin slices', () => {
    const steps = Array.from({ length: 2001 }, (_, i) => i / 100);
    expect(sjfBySlices(0.8, exponentialLaw(1), steps)).to.be.closeTo(
      sjfMeanWait(0.8, exponentialLaw(1)),
      1e-3,
    );

    const law = boundedPareto(1, 1e4, 1.1);
    const ratios = Array.from({ length: 2001 }, (_, i) => 1e4 ** (i / 2000));
    const rate = 0.7 / momentsOf(law).mean;
    expect(sjfBySlices(rate, law, ratios) / sjfMeanWait(rate, law)).to.be.closeTo(1, 1e-3);
  });

  it('shortest remaining time agrees with a replay', () => {
    const { arrivals, services } = drawReplay(7, 300_000, 0.8, (u) => -Math.log(1 - u));
    const byFormula = srptMeanResponse(0.8, exponentialLaw(1));
    expect(srptByReplay(arrivals, services) / byFormula).to.be.closeTo(1, 0.02);

    const law = boundedPareto(1, 100, 1.1);
    const rate = 0.7 / momentsOf(law).mean;
    const pareto = drawReplay(8, 200_000, rate, (u) => (1 - u * (1 - 0.01 ** 1.1)) ** (-1 / 1.1));
    expect(srptByReplay(pareto.arrivals, pareto.services) / srptMeanResponse(rate, law)).to.be.closeTo(
      1,
      0.02,
    );
  });

  it('ranks as theory says: least with preemption, then without, then first come first served', () => {
    for (const law of [exponentialLaw(1), boundedPareto(1, 1e4, 1.1), boundedPareto(1000, 1e10, 1.5)]) {
      const { mean, second, third } = momentsOf(law);
      const rate = 0.7 / mean;
      const srpt = srptMeanResponse(rate, law);
      const sjf = mean + sjfMeanWait(rate, law);
      expect(srpt).to.be.above(mean).and.below(sjf).and.below(processorSharingMeanResponse(mean, 0.7));
      expect(sjf).to.be.below(mean + mg1MeanWait(rate, { mean, second, third }));
    }
  });
});
