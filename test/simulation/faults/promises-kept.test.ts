import { expect } from 'chai';
import { parseArms } from '../../../src/catalogue/arm-syntax.ts';
import { loadDefinition } from '../../../src/catalogue/load-definition.ts';
import { schedulingOf } from '../../../src/catalogue/scheduling-of.ts';
import type { Scheduling } from '../../../src/core/scheduling/scheduling.ts';
import type { MakeDispatcher } from '../../../src/simulation/faults/faulty-primary.ts';
import { runSeed, type SeedResult } from '../../../src/simulation/faults/run-seed.ts';
import { MUTANTS } from './mutants.ts';

const SEEDS = 2000;
/** A mutant need not be met in every world; each is in one of these. */
const SEEDS_FOR_MUTANTS = 1000;

async function everyStrategy(): Promise<Scheduling[]> {
  const arms = await parseArms(['all'], undefined);
  const strategies = arms.filter((arm) => arm.kind === 'strategy');
  return Promise.all(strategies.map(async (arm) => schedulingOf(arm, await loadDefinition(arm.file.module))));
}

describe('in a world of faults', function () {
  this.timeout(60_000);
  let strategies: Scheduling[];
  const results: SeedResult[] = [];
  const under = (seed: number, make?: MakeDispatcher) => {
    const first = seed % strategies.length;
    return runSeed(seed, [strategies[first]!, ...strategies.toSpliced(first, 1)], make);
  };

  before(async () => {
    strategies = await everyStrategy();
    for (let seed = 0; seed < SEEDS; seed++) results.push(under(seed));
  });

  it(`every promise is kept under ${SEEDS} seeds (npm run faults -- --seed=N shows one)`, () => {
    const broken = results.filter(({ kind }) => kind === 'broken');
    expect(broken.slice(0, 5)).to.deep.equal([]);
  });

  it('jobs end in every way there is, workers die, machines are cut off, strategies change, jobs are tried again and doubles dropped', () => {
    const reports = results.flatMap((one) => (one.kind === 'kept' ? [one.report] : []));
    expect(reports.length).to.be.above(SEEDS * 0.9);
    const total = (of: (report: (typeof reports)[number]) => number) =>
      reports.reduce((sum, report) => sum + of(report), 0);
    for (const outcome of ['ok', 'failed', 'timedOut', 'cancelled', 'rejected'] as const)
      expect(
        total(({ outcomes }) => outcomes[outcome]),
        outcome,
      ).to.be.above(SEEDS / 10);
    for (const count of ['retried', 'dropped', 'deaths', 'swaps'] as const)
      expect(
        total((report) => report[count]),
        count,
      ).to.be.above(SEEDS);
    expect(total(({ cuts }) => cuts)).to.be.above(SEEDS / 4);
  });

  it('the same seed leads to the same world', () => {
    expect(under(7)).to.deep.equal(results[7]);
  });

  for (const [name, make] of Object.entries(MUTANTS)) {
    it(`a dispatcher that ${name} is found out`, () => {
      const seeds = Array.from({ length: SEEDS_FOR_MUTANTS }, (_, seed) => seed);
      const isFound = seeds.some((seed) => under(seed, make).kind === 'broken');
      expect(isFound, 'none of the worlds showed it').to.equal(true);
    });
  }
});
