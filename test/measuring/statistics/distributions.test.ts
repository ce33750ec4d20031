import { expect } from 'chai';
import fc from 'fast-check';
import { normalCdf } from '../../../src/measuring/statistics/normal.ts';
import { studentTCdf, studentTQuantile } from '../../../src/measuring/statistics/student-t.ts';

/** Student's density up to its constant, summed by Simpson's rule on s, t = √ν tan s. */
function studentTCdfBySimpson(t: number, nu: number): number {
  const mass = (to: number) => {
    const steps = 2000;
    const from = -Math.PI / 2;
    const width = (to - from) / steps;
    let sum = 0;
    for (let i = 0; i <= steps; i++) {
      const weight = i === 0 || i === steps ? 1 : i % 2 === 1 ? 4 : 2;
      sum += weight * Math.max(0, Math.cos(from + i * width)) ** (nu - 1);
    }
    return (sum * width) / 3;
  };
  return mass(Math.atan(t / Math.sqrt(nu))) / mass(Math.PI / 2);
}

describe('statistics: distributions', () => {
  it('has the quantiles of Student’s t as tabled', () => {
    const table = [
      [0.975, 7, 2.364624251592784],
      [0.8, 7, 0.8960296443137653],
      [0.95, 1, 6.313751514675037],
      [0.995, 2, 9.924843200918287],
      [0.9975, 19, 3.1737245307923256],
      [0.975, 30, 2.0422724563012378],
      [0.9995, 5, 6.868826625881276],
      [0.6, 3, 0.2766706623326898],
      [0.99, 120, 2.357824612648755],
    ] as const;
    for (const [p, nu, t] of table) expect(studentTQuantile(p, nu)).to.be.closeTo(t, 1e-10);
    expect(studentTQuantile(0.5, 4)).to.be.closeTo(0, 1e-15);
  });

  it('integrates Student’s density', () => {
    for (const nu of [2, 3, 4, 9, 20, 41]) {
      for (const t of [-3, -0.5, 0, 1, 2.5]) {
        expect(studentTCdf(t, nu)).to.be.closeTo(studentTCdfBySimpson(t, nu), 1e-6);
      }
    }
    expect(studentTCdf(-1.5, 4)).to.be.closeTo(0.104, 1e-14);
  });

  it('has t quantiles that invert its distribution function and mirror each other', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.001, max: 0.999, noNaN: true }),
        fc.integer({ min: 1, max: 60 }),
        (p, nu) => {
          expect(studentTCdf(studentTQuantile(p, nu), nu)).to.be.closeTo(p, 1e-13);
          expect(studentTQuantile(p, nu)).to.be.closeTo(-studentTQuantile(1 - p, nu), 1e-7);
        },
      ),
    );
  });

  it('tends from Student’s t to the normal law', () => {
    expect(studentTCdf(1.959963984540054, 100_001)).to.be.closeTo(0.975, 1e-5);
    expect(normalCdf(1.959963984540054)).to.be.closeTo(0.975, 1e-15);
    expect(normalCdf(-3.090232306167813)).to.be.closeTo(0.001, 1e-15);
    expect(normalCdf(-8.8)).to.be.at.least(0);
  });

  it('refuses degrees of freedom that are none', () => {
    expect(() => studentTCdf(1, 0)).to.throw('degrees of freedom are 0');
    expect(() => studentTQuantile(1, 5)).to.throw('p is 1');
  });
});
