import { expect } from 'chai';
import { boundedPareto } from '../../../src/lab/theory/bounded-pareto.ts';
import { type ContinuousLaw, exponentialLaw, momentsOf } from '../../../src/lab/theory/continuous-law.ts';
import { balancedHyperexponential } from '../../../src/lab/theory/hyperexponential.ts';
import {
  deterministicMoments,
  discreteMoments,
  exponentialMoments,
  squaredCoefficientOfVariation,
} from '../../../src/lab/theory/moments.ts';
import { integrate } from '../../../src/lab/theory/quadrature.ts';

function expectPartialMomentsToIntegrate(law: ContinuousLaw, x: number): void {
  const panels = [...law.panels.filter((end) => end < x), x];
  for (const order of [0, 1, 2, 3]) {
    const byQuadrature = integrate((t) => t ** order * law.density(t), panels);
    expect(law.partialMoment(order, x) / byQuadrature).to.be.closeTo(1, 1e-9);
  }
}

describe('theory: service-time laws', () => {
  it('knows C² of the bimodal workloads of the literature', () => {
    const extreme = discreteMoments([
      { value: 0.5, probability: 0.995 },
      { value: 500, probability: 0.005 },
    ]);
    const high = discreteMoments([
      { value: 1, probability: 0.5 },
      { value: 100, probability: 0.5 },
    ]);
    expect(extreme.mean).to.be.closeTo(2.9975, 1e-12);
    expect(squaredCoefficientOfVariation(extreme)).to.be.closeTo(138.1, 0.05);
    expect(high.mean).to.be.closeTo(50.5, 1e-12);
    expect(squaredCoefficientOfVariation(high)).to.be.closeTo(0.96, 0.005);
  });

  it('refuses probabilities that do not sum to 1', () => {
    expect(() => discreteMoments([{ value: 1, probability: 0.9 }])).to.throw('sum to 0.9');
  });

  it('gives constant service no variation and exponential service C² = 1', () => {
    expect(squaredCoefficientOfVariation(deterministicMoments(7))).to.equal(0);
    expect(squaredCoefficientOfVariation(exponentialMoments(7))).to.be.closeTo(1, 1e-12);
  });

  it('fits a hyperexponential law to C², both branches with half of the load', () => {
    for (const wanted of [1, 2, 10, 100]) {
      const { probability: p, rates, moments } = balancedHyperexponential(wanted);
      expect(p / rates[0]).to.be.closeTo(0.5, 1e-12);
      expect((1 - p) / rates[1]).to.be.closeTo(0.5, 1e-12);
      expect(2 * (p / rates[0] ** 2 + (1 - p) / rates[1] ** 2)).to.be.closeTo(moments.second, 1e-9);
      expect(squaredCoefficientOfVariation(moments)).to.be.closeTo(wanted, 1e-9);
    }
    expect(balancedHyperexponential(1).moments.third).to.be.closeTo(6, 1e-12);
    expect(() => balancedHyperexponential(0.5)).to.throw('0.5');
  });

  it('has the partial moments of the exponential law', () => {
    const law = exponentialLaw(2);
    expectPartialMomentsToIntegrate(law, 3);
    expect(momentsOf(law).second).to.be.closeTo(8, 1e-9);
    expect(momentsOf(law).third).to.be.closeTo(48, 1e-9);
  });

  it('has the moments of bounded Pareto laws', () => {
    expectPartialMomentsToIntegrate(boundedPareto(1, 1e4, 1.1), 250);
    expectPartialMomentsToIntegrate(boundedPareto(2, 50, 2), 40);
    const law = momentsOf(boundedPareto(1, 1e4, 1.1));
    expect(law.mean).to.be.closeTo(6.62108, 5e-6);
    expect(squaredCoefficientOfVariation(law)).to.be.closeTo(109.97, 0.005);
  });

  it('has mean 3000 for the parameters of the classic study', () => {
    const classic = [
      [332.1, 1.1, 80_580],
      [1000, 1.5, 1053],
      [1421, 1.9, 15.4],
    ] as const;
    for (const [lowest, shape, scv] of classic) {
      const law = momentsOf(boundedPareto(lowest, 1e10, shape));
      expect(law.mean).to.be.closeTo(3000, 1.5);
      expect(squaredCoefficientOfVariation(law) / scv).to.be.closeTo(1, 0.003);
    }
  });

  it('refuses a bounded Pareto law without room', () => {
    expect(() => boundedPareto(5, 5, 1.1)).to.throw('B(5, 5, 1.1)');
  });
});
