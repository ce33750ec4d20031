import { expect } from 'chai';
import { boundedPareto } from '../../../src/lab/theory/bounded-pareto.ts';
import { momentsOf } from '../../../src/lab/theory/continuous-law.ts';
import { mg1MeanWait } from '../../../src/lab/theory/mg1.ts';
import { sitaECutoffs, sitaEMeanWaits } from '../../../src/lab/theory/sita.ts';
import { assignedFifoStarts } from './lindley.ts';
import { drawReplay, meanWaitPower } from './replay.ts';

describe('theory: SITA-E', () => {
  it('cuts sizes so that every worker carries the same load', () => {
    for (const shape of [0.9, 1, 1.1, 1.5, 2]) {
      const law = boundedPareto(1, 1e4, shape);
      const cutoffs = sitaECutoffs(4, law);
      expect(cutoffs).to.have.length(5);
      const loads = cutoffs
        .slice(1)
        .map((end, i) => law.partialMoment(1, end) - law.partialMoment(1, cutoffs[i]!));
      for (const load of loads) expect(load / (momentsOf(law).mean / 4)).to.be.closeTo(1, 1e-9);
    }
  });

  it('waits 69 times less than a random split on B(1, 10⁴, 1.1), four workers at load 0.7', () => {
    const law = boundedPareto(1, 1e4, 1.1);
    const service = momentsOf(law);
    const random = mg1MeanWait(0.7 / service.mean, service);
    const { mean, perWorker } = sitaEMeanWaits(4, 0.7, law);
    expect(random).to.be.closeTo(857.188, 5e-4);
    expect(mean).to.be.closeTo(12.3577, 5e-5);
    expect(perWorker).to.deep.equal([...perWorker].sort((a, b) => a - b));
  });

  it('is Pollaczek–Khinchine with one worker', () => {
    const law = boundedPareto(1, 100, 1.3);
    const service = momentsOf(law);
    expect(sitaEMeanWaits(1, 0.6, law).mean).to.be.closeTo(mg1MeanWait(0.6 / service.mean, service), 1e-9);
  });

  it('agrees with a replay of its assignments', () => {
    const law = boundedPareto(1, 100, 1.1);
    const cutoffs = sitaECutoffs(3, law);
    const rate = (3 * 0.7) / momentsOf(law).mean;
    const { arrivals, services } = drawReplay(
      3,
      400_000,
      rate,
      (u) => (1 - u * (1 - 0.01 ** 1.1)) ** (-1 / 1.1),
    );
    const workerOf = services.map((size) => (size < cutoffs[1]! ? 0 : size < cutoffs[2]! ? 1 : 2));
    const starts = assignedFifoStarts(3, arrivals, services, workerOf);
    expect(meanWaitPower(starts, arrivals, 1) / sitaEMeanWaits(3, 0.7, law).mean).to.be.closeTo(1, 0.04);
  });
});
