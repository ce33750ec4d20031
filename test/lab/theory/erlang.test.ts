import { expect } from 'chai';
import { erlangB, erlangC } from '../../../src/lab/theory/erlang.ts';

describe('theory: Erlang B and C', () => {
  it('meets the standard table: load that blocks 1 % of the calls', () => {
    // Erlang B table, 1 % grade of service.
    expect(erlangB(10, 4.461)).to.be.closeTo(0.01, 1e-5);
    expect(erlangB(20, 12.03)).to.be.closeTo(0.01, 1e-5);
    expect(erlangB(100, 84.06)).to.be.closeTo(0.01, 1e-5);
  });

  it('is a truncated Poisson law', () => {
    const load = 3.7;
    const masses = [1];
    for (let n = 1; n <= 6; n++) masses.push((masses[n - 1]! * load) / n);
    const total = masses.reduce((sum, mass) => sum + mass, 0);
    expect(erlangB(6, load)).to.be.closeTo(masses[6]! / total, 1e-15);
  });

  it('with one server: B = a/(1 + a), C = ρ', () => {
    for (const load of [0.1, 0.5, 0.9]) {
      expect(erlangB(1, load)).to.be.closeTo(load / (1 + load), 1e-15);
      expect(erlangC(1, load)).to.be.closeTo(load, 1e-15);
    }
  });

  it('with two servers: C = 2ρ²/(1 + ρ)', () => {
    for (const rho of [0.1, 0.5, 0.9]) {
      expect(erlangC(2, 2 * rho)).to.be.closeTo((2 * rho * rho) / (1 + rho), 1e-15);
    }
  });
});
