import { expect } from 'chai';
import { mg1MeanWait, mg1WaitSecondMoment } from '../../../src/lab/theory/mg1.ts';
import { mmkMeanWait, mmkWaitSecondMoment } from '../../../src/lab/theory/mmk.ts';
import {
  deterministicMoments,
  discreteMoments,
  exponentialMoments,
  squaredCoefficientOfVariation,
} from '../../../src/lab/theory/moments.ts';
import { assignedFifoStarts } from './lindley.ts';
import { mgkMeanWaitApproximation } from './mgk.ts';
import { drawReplay, meanWaitPower } from './replay.ts';

describe('theory: M/G/1', () => {
  it('is 2 for constant and 4 for exponential service at load 0.8', () => {
    expect(mg1MeanWait(0.8, deterministicMoments(1))).to.be.closeTo(2, 1e-12);
    expect(mg1MeanWait(0.8, exponentialMoments(1))).to.be.closeTo(4, 1e-12);
  });

  it('is 834.194 µs for Extreme Bimodal at load 0.8', () => {
    const service = discreteMoments([
      { value: 0.5, probability: 0.995 },
      { value: 500, probability: 0.005 },
    ]);
    expect(mg1MeanWait(0.8 / service.mean, service)).to.be.closeTo(834.194, 5e-4);
  });

  it('is M/M/1 for exponential service, in both moments and any unit', () => {
    for (const rho of [0.3, 0.9]) {
      expect(mg1MeanWait(rho / 5, exponentialMoments(5))).to.be.closeTo(5 * mmkMeanWait(1, rho), 1e-9);
      expect(mg1WaitSecondMoment(rho / 5, exponentialMoments(5))).to.be.closeTo(
        25 * mmkWaitSecondMoment(1, rho),
        1e-7,
      );
    }
  });

  it('agrees with a replay of half a million bimodal jobs', () => {
    const service = discreteMoments([
      { value: 0.5, probability: 0.9 },
      { value: 5.5, probability: 0.1 },
    ]);
    const { arrivals, services } = drawReplay(1, 500_000, 0.5, (u) => (u < 0.9 ? 0.5 : 5.5));
    const starts = assignedFifoStarts(1, arrivals, services, new Array(services.length).fill(0));
    expect(meanWaitPower(starts, arrivals, 1) / mg1MeanWait(0.5, service)).to.be.closeTo(1, 0.03);
    expect(meanWaitPower(starts, arrivals, 2) / mg1WaitSecondMoment(0.5, service)).to.be.closeTo(1, 0.06);
  });
});

describe('theory: Lee–Longton', () => {
  it('is exact for one worker and for exponential service', () => {
    const service = deterministicMoments(1);
    expect(mgkMeanWaitApproximation(1, 0.7, squaredCoefficientOfVariation(service))).to.be.closeTo(
      mg1MeanWait(0.7, service),
      1e-12,
    );
    expect(mgkMeanWaitApproximation(8, 0.9, 1)).to.equal(mmkMeanWait(8, 0.9));
  });
});
