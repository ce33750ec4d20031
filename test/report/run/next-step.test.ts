import { expect } from 'chai';
import { rankingInRun } from '../../../src/comparison/run-ranking.ts';
import { nextStep } from '../../../src/report/run/next-step.ts';
import type { RunResult } from '../../../src/results/schema.ts';
import { blocksOf, DESIGN, judgedRun } from '../../comparison/trials.ts';

function said(run: RunResult): string | undefined {
  return nextStep(run, rankingInRun(run, 'short')!);
}

/** Trials that follow each other by so many seconds. */
function spaced(run: RunResult, seconds: number): RunResult {
  const trials = run.trials.map((one, i) => ({
    ...one,
    startedAt: new Date(i * seconds * 1000).toISOString(),
  }));
  return { ...run, trials };
}

const QUICK = judgedRun(blocksOf({ base: 1, rival: 2 }, 2, 0.05, 1), { ...DESIGN, mode: 'quick' });

describe('the next step', () => {
  it('of a quick look is verdicts, with how long they take by its own trials', () => {
    expect(said(spaced(QUICK, 10))).to.equal('For verdicts (about 4 min): npm run bench -- --blocks=8');
    expect(said(QUICK), 'without a clock').to.equal('For verdicts: npm run bench -- --blocks=8');
  });

  it('repeats what was asked for, but for how long and how it was printed', () => {
    const asked = (command: string) => said({ ...QUICK, command });
    expect(
      asked("bench --strategy=a,b --quick '--fail-if=light p95 > 20ms' --scenario tiny --seed=3 --verbose"),
    ).to.equal('For verdicts: npm run bench -- --strategy=a,b --scenario=tiny --seed=3 --blocks=8');
    expect(asked('bench --blocks 2 --json')).to.equal('For verdicts: npm run bench -- --blocks=8');
  });

  it('is more blocks where the lead is open', () => {
    const run = judgedRun(blocksOf({ base: 1, rival: 0.9 }, 8, 0.12, 4));
    const needed = run.comparisons.find(({ strategy }) => strategy === 'rival')!.blocksNeeded;
    expect(said(run)).to.match(
      new RegExp(`^To tell (rival from base|base from rival): .* --blocks=${needed}$`),
    );
  });

  it('is none where the lead is settled', () => {
    expect(said(judgedRun(blocksOf({ base: 1, rival: 0.3 }, 8, 0.05, 1)))).to.equal(undefined);
  });
});
