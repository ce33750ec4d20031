import { expect } from 'chai';
import type { BurstLoad, OpenLoad } from '../../../src/contract/scenario.ts';
import { drawsFromSeed } from '../../../src/load/plan/chance.ts';
import type { ReadScenario } from '../../../src/load/plan/scenario-states.ts';
import { BURSTS, OPEN, SCENARIO } from './scenarios.ts';

const { long } = SCENARIO.types as { long: NonNullable<ReadScenario['types'][string]> };
const CLOCKWORK: OpenLoad = { ...OPEN, arrivals: { process: 'deterministic' } };
const ONE: ReadScenario = { ...SCENARIO, types: { long }, load: CLOCKWORK };
const TRACE = {
  model: 'trace',
  file: 'a.csv',
  connectionsPerHttpWorker: 1,
  warmupMs: 0,
  durationMs: 100,
} as const;
const KILL = { does: 'kill', everyMs: 10 } as const;

describe('what the seed decides', () => {
  it('is nothing where requests come by the clock and are all alike, or were recorded', () => {
    for (const load of [CLOCKWORK, BURSTS as BurstLoad, TRACE])
      expect(drawsFromSeed({ ...ONE, load })).to.equal(false);
    expect(drawsFromSeed({ ...SCENARIO, load: TRACE })).to.equal(false);
  });

  for (const [name, change] of [
    ['arrivals', { load: OPEN }],
    ['types', { types: SCENARIO.types }],
    ['lengths', { types: { short: SCENARIO.types.short! } }],
    ['what comes later', { shifts: [{ atMs: 1, types: SCENARIO.types }] }],
    ['keys', { keys: { count: 2, zipfExponent: 1 } }],
    ['whom a fault hits', { faults: [{ hits: 'job worker', ...KILL }] }],
    ['which primary', { simulation: { primaries: 2 } }],
  ] satisfies [string, Partial<ReadScenario>][])
    it(`may be ${name}`, () => {
      expect(drawsFromSeed({ ...ONE, ...change })).to.equal(true);
    });

  it('is not whom a fault hits where there is one alone', () => {
    const cluster = { httpWorkers: 1, jobWorkers: 4 };
    expect(drawsFromSeed({ ...ONE, cluster, faults: [{ hits: 'HTTP worker', ...KILL }] })).to.equal(false);
  });
});
