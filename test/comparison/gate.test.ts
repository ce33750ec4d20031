import { expect } from 'chai';
import { parseChangeGate, parseRunGate } from '../../src/comparison/gate.ts';
import { UsageError } from '../../src/core/usage-error.ts';

function told(attempt: () => unknown): string {
  try {
    attempt();
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
  return expect.fail('accepted');
}

describe('a limit for one run', () => {
  it('is a time in any usual unit, for all requests or some', () => {
    const limits = ['p99 > 1s', 'p99>1.5 s', 'light p95 > 20ms', 'mean > 800us', 'p50 > 250 µs'].map(
      parseRunGate,
    );
    expect(
      limits.map((one) => one.kind === 'response time' && [one.class, one.metric, one.limitMs]),
    ).to.deep.equal([
      [null, 'p99', 1000],
      [null, 'p99', 1500],
      ['light', 'p95', 20],
      [null, 'mean', 0.8],
      [null, 'p50', 0.25],
    ]);
  });

  it('is a share in time, or the objective of the scenario', () => {
    expect(parseRunGate('report-a attainment < 99.5%')).to.deep.include({
      kind: 'attainment',
      class: 'report-a',
      share: 0.995,
    });
    expect(parseRunGate(' objective ')).to.include({ kind: 'objective', class: null });
  });

  it('that cannot be read is a mistake, with examples that can', () => {
    for (const text of [
      '',
      'p95',
      'p95 > 10%',
      'p95 < 5ms',
      'attainment > 9%',
      'p95 > +5ms',
      'p42 > 5ms',
      'p95 > 5',
    ]) {
      const [, hint = ''] = told(() => parseRunGate(text)).split('write for example ');
      const examples = [...hint.matchAll(/'([^']+)'/g)].map(([, example]) => example!);
      expect(examples, text).to.not.deep.equal([]);
      for (const example of examples) parseRunGate(example);
    }
    expect(told(() => parseRunGate('p95 > +10%'))).to.include('use it with compare --fail-if');
  });
});

describe('a limit for a change', () => {
  it('is a share by which any figure may grow', () => {
    for (const metric of ['p99', 'p95', 'p90', 'p50', 'mean'])
      expect(parseChangeGate(`light ${metric} > +2.5%`)).to.deep.include({
        class: 'light',
        metric,
        share: 0.025,
      });
  });

  it('that cannot be read is a mistake, with examples that can', () => {
    for (const text of [
      '',
      'p95 > 10%',
      'p95 > -5%',
      'p95 < +5%',
      'p95 > 5ms',
      'attainment < 9%',
      'objective',
    ]) {
      const [, hint = ''] = told(() => parseChangeGate(text)).split('write for example ');
      const examples = [...hint.matchAll(/'([^']+)'/g)].map(([, example]) => example!);
      expect(examples, text).to.not.deep.equal([]);
      for (const example of examples) parseChangeGate(example);
    }
    expect(told(() => parseChangeGate('p95 > 5ms'))).to.include('use it with bench --fail-if');
  });
});
