import { expect } from 'chai';
import { refuseWhatCannotBeJudged } from '../../src/cli/bench-gates.ts';
import { planNewRun } from '../../src/cli/bench-new.ts';
import { parseRunGate } from '../../src/comparison/gate.ts';
import { UsageError } from '../../src/core/usage-error.ts';

interface Plan {
  readonly scenario: string;
  readonly blocks?: number;
  readonly strategy?: string;
}

/** What is told before anything is measured; empty if it may be. */
async function told(
  { scenario, blocks, strategy = 'pull-fifo,random' }: Plan,
  ...limits: string[]
): Promise<string[]> {
  const extent = blocks === undefined ? {} : { blocks };
  const planned = await planNewRun({ scenario, ...extent, strategy: [strategy], seed: 1, margin: 0.05 });
  try {
    refuseWhatCannotBeJudged(limits.map(parseRunGate), planned);
  } catch (error) {
    if (error instanceof UsageError) return [...error.mistakes];
    throw error;
  }
  return [];
}

describe('a limit that a run could not judge', () => {
  it('is refused before it begins, with the number that would do', async () => {
    const mixed = { scenario: 'mixed', blocks: 8 };
    expect(await told(mixed, 'light p95 > 20ms', 'p95 > 1s', 'attainment < 99%', 'mean > 1s')).to.deep.equal(
      [],
    );
    expect(await told(mixed, 'light p99 > 20ms', 'report-b p95 > 1s')).to.deep.equal([
      '--fail-if="light p99 > 20ms": p99 needs 1000 requests in every trial, but a trial has only 569 of light; use p95, or measure 2 times as long',
      '--fail-if="report-b p95 > 1s": p95 needs 200 requests in every trial, but a trial has only 52 of report-b; use p50, or measure 4.3 times as long',
    ]);
  });

  it('takes enough blocks to be certain of anything after the correction for all its rows', async () => {
    expect(await told({ scenario: 'mixed' }, 'light p95 > 20ms')).to.deep.equal([
      '--fail-if="light p95 > 20ms": with 2 rows, no test can reach significance in fewer than 6 blocks; use --blocks=6',
    ]);
    const all = {
      scenario: 'mixed',
      blocks: 8,
      strategy: 'pull-fifo,random,round-robin,least-active,inline,type-affinity',
    };
    expect(await told(all, 'attainment < 99%')).to.deep.equal([
      '--fail-if="attainment < 99%": with 24 rows, no test can reach significance in fewer than 9 blocks; use --blocks=9',
    ]);
  });

  it('is the objective of a scenario that has none, or of too few requests for its quantile', async () => {
    expect(await told({ scenario: 'tiny', blocks: 8 }, 'objective')).to.deep.equal([
      '--fail-if="objective": tiny has no objective; give it one, such as objective: { of: \'responseMs\', quantile: 0.99, atMost: 1000 }',
    ]);
    expect(await told({ scenario: 'worker-crash', blocks: 8 }, 'objective')).to.deep.equal([]);
    const [first] = await told({ scenario: 'tpcc', blocks: 8 }, 'objective');
    expect(first).to.match(
      /^--fail-if="objective": no test can confirm 99\.9 % with fewer than 5296 requests of order-status for each strategy; 8 blocks have \d+; use --blocks=2\d$/,
    );
  });

  it('is one for requests that the scenario does not have', async () => {
    expect(await told({ scenario: 'mixed', blocks: 8 }, 'report-c p50 > 1s')).to.deep.equal([
      '--fail-if="report-c p50 > 1s": There is no class of requests "report-c". Did you mean report-a? Choices: light, heavy, report-a, report-b.',
    ]);
  });
});
