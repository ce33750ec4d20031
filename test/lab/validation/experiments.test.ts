import { expect } from 'chai';
import { experimentsOf } from '../../../src/lab/validation/experiments.ts';
import { meanMs } from '../../../src/load/plan/service-time.ts';

const all = experimentsOf(false);
const checks = all.flatMap(({ name, questions }) =>
  questions.map((question) => ({ ...question, name: `${name}: ${question.name}` })),
);

describe('the experiments', () => {
  it('make at least forty checks, each with a name of its own and a number from theory', () => {
    expect(checks.length).to.be.at.least(40);
    expect(new Set(checks.map(({ name }) => name)).size).to.equal(checks.length);
    for (const { name, theory } of checks) expect(theory, name).to.be.above(0).and.below(Infinity);
  });

  it('are replicated twenty times or more, also in a hurry', () => {
    for (const { name, replications } of [...all, ...experimentsOf(true)])
      expect(replications, name).to.be.at.least(20);
  });

  it('allow 1 %, 3 % where it hangs on rare long waits, and more only where a job says next to nothing', () => {
    for (const { name, limit } of checks) {
      const rare = /p99|E\[W²\]|P\(W >/.test(name);
      const vast = /M\/M\/100000?/.test(name) && !name.startsWith('M/M/100 ');
      expect(limit, name).to.be.at.most(vast ? 0.3 : rare ? 0.03 : 0.01);
    }
  });

  it('know their own mean sizes, and classes that are the whole', () => {
    for (const { name, system } of all) {
      const parts = system.classes.reduce((sum, { part }) => sum + part, 0);
      const mean = system.classes.reduce((sum, { part, service }) => sum + part * meanMs(service), 0);
      expect(parts, name).to.equal(1);
      expect(system.sizes.mean, name).to.be.closeTo(mean, 1e-12 * mean);
    }
  });

  it('start with jobs present only where what is left of a job follows the law of a whole one', () => {
    for (const { name, system } of all) {
      const exponential = system.classes.every(({ service }) => service.law === 'exponential');
      expect(system.presentAtStart === 0 || exponential, name).to.equal(true);
    }
  });
});
