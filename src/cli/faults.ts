import type { Command } from 'commander';
import { parseArms } from '../catalogue/arms.ts';
import { type Scheduling, schedulingOf } from '../catalogue/scheduling-of.ts';
import { loadStrategy } from '../catalogue/strategies.ts';
import { UsageError } from '../catalogue/usage-error.ts';
import { knobsOf } from '../faults/knobs.ts';
import { runSeed, type SeedResult } from '../faults/run-seeds.ts';
import { EXIT } from './exit-code.ts';
import { wholeBetween } from './options.ts';
import { printLines } from './output.ts';
import { CountProgress } from './progress.ts';

interface FaultsOptions {
  readonly strategy: string;
  readonly seeds: number;
  readonly seed?: number;
}

const MAX_SEED = 2 ** 32 - 1;

export function addFaults(program: Command): void {
  program
    .command('faults')
    .description('hold scheduling and supervision against their promises in simulated worlds of faults')
    .option('--strategy <names>', 'several by comma, or all; the seed chooses among them', 'all')
    .option('--seeds <number>', 'how many worlds, from seed 0 on', wholeBetween(1, 10_000_000), 2000)
    .option('--seed <number>', 'only this world, with what it is like', wholeBetween(0, MAX_SEED))
    .addHelpText(
      'after',
      `
Examples:
  npm run faults
  npm run faults -- --seeds=100000
  npm run faults -- --seed=205
  npm run faults -- --strategy=pull-fifo --seeds=10000

Exit codes: 0 every promise was kept, 1 one was broken, 2 usage.`,
    )
    .action(async (options: FaultsOptions) => {
      process.exitCode = await faults(options);
    });
}

async function faults({ strategy, seeds, seed }: FaultsOptions): Promise<number> {
  const strategies = await strategiesOf(strategy);
  if (seed !== undefined) return showOne(runSeed(seed, strategies));
  const progress = new CountProgress('worlds');
  const results: SeedResult[] = [];
  for (let next = 0; next < seeds; next++) {
    results.push(runSeed(next, strategies));
    progress.show(next + 1, seeds);
  }
  progress.end();
  const broken = results.filter((one) => one.kind === 'broken');
  const kept = results.filter((one) => one.kind === 'kept');
  const total = (of: (report: (typeof kept)[number]['report']) => number) =>
    kept.reduce((sum, { report }) => sum + of(report), 0);
  printLines([
    `${seeds} worlds, ${total(({ events }) => events)} events: ${kept.length} kept every promise, ${results.length - kept.length - broken.length} gave up as workers died at their start, ${broken.length} broke a promise.`,
    `Jobs: ${total(({ outcomes }) => outcomes.ok)} ok, ${total(({ outcomes }) => outcomes.failed)} failed, ${total(({ outcomes }) => outcomes.timedOut)} timed out, ${total(({ outcomes }) => outcomes.cancelled)} cancelled, ${total(({ outcomes }) => outcomes.rejected)} rejected; ${total(({ deaths }) => deaths)} workers died, ${total(({ retried }) => retried)} attempts were repeated, ${total(({ dropped }) => dropped)} replies dropped.`,
    ...broken.slice(0, 20).map((one) => `Seed ${one.seed} (${one.strategy}): ${one.promise}`),
  ]);
  return broken.length === 0 ? EXIT.fine : EXIT.failed;
}

function showOne(result: SeedResult): number {
  printLines([JSON.stringify({ ...result, world: knobsOf(result.seed) }, null, 2)]);
  return result.kind === 'broken' ? EXIT.failed : EXIT.fine;
}

async function strategiesOf(text: string): Promise<Scheduling[]> {
  const arms = await parseArms([text], undefined);
  const strategies = arms.filter((arm) => arm.kind === 'strategy');
  if (strategies.length === 0) throw new UsageError(['inline schedules nothing: name a strategy']);
  return Promise.all(strategies.map(async (arm) => schedulingOf(arm, await loadStrategy(arm.name))));
}
