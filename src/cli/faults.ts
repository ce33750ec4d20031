import { type Command, Option } from 'commander';
import { parseArms } from '../catalogue/arm-syntax.ts';
import type { StrategyArm } from '../catalogue/arms.ts';
import { endInspection } from '../catalogue/inspection.ts';
import { UsageError } from '../core/usage-error.ts';
import { runFaultSeeds } from '../lab/fault-worlds/fault-seeds.ts';
import { jsonOf } from '../results/seal.ts';
import { knobsOf } from '../simulation/faults/knobs.ts';
import type { SeedResult } from '../simulation/faults/run-seed.ts';
import { EXIT } from './exit-code.ts';
import { interruption } from './interruption.ts';
import { wholeBetween } from './options.ts';
import { warnOfOtherFiles } from './other-files.ts';
import { printDocument, printReport } from './output.ts';
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
    .description('check the promises of scheduling and supervision in simulated worlds with random faults')
    .option(
      '--strategy <names>',
      'strategies, separated by commas, or all; the seed of a world chooses the first of them',
      'all',
    )
    .option('--seeds <number>', 'number of worlds, from seed 0 on', wholeBetween(1, 10_000_000), 2000)
    .addOption(
      new Option('--seed <number>', 'run only the world of this seed, and print its settings')
        .argParser(wholeBetween(0, MAX_SEED))
        .conflicts('seeds'),
    )
    .addHelpText(
      'after',
      `
Examples:
  npm run faults
  npm run faults -- --seeds=100000
  npm run faults -- --seed=205
  npm run faults -- --strategy=pull-fifo --seeds=10000

Exit codes: 0 every promise was kept, 1 a promise was broken, 2 usage error.`,
    )
    .action(async (options: FaultsOptions) => {
      process.exitCode = await faults(options);
    });
}

async function faults({ strategy, seeds, seed }: FaultsOptions): Promise<number> {
  const arms = await strategiesOf(strategy);
  const wanted = seed === undefined ? Array.from({ length: seeds }, (_, i) => i) : [seed];
  const progress = new CountProgress('worlds of one strategy');
  const interrupted = interruption();
  try {
    const onDone = (done: number, of: number) => progress.show(done, of);
    const { results, failures } = await runFaultSeeds(wanted, arms, onDone, interrupted.signal);
    progress.end();
    const failed = failures.map(({ message }) => `Failed: ${message}`);
    const [only] = results;
    if (seed !== undefined && only !== undefined) return showOne(only);
    printReport([...(seed === undefined ? summary(results) : []), ...failed]);
    const kept = failures.length === 0 && results.every(({ kind }) => kind !== 'broken');
    return kept ? EXIT.fine : EXIT.failed;
  } catch (error) {
    if (interrupted.code !== undefined) return interrupted.code;
    throw error;
  } finally {
    progress.end();
    interrupted.forget();
  }
}

function summary(results: readonly SeedResult[]): string[] {
  const broken = results.filter((one) => one.kind === 'broken');
  const kept = results.filter((one) => one.kind === 'kept');
  const total = (of: (report: (typeof kept)[number]['report']) => number) =>
    kept.reduce((sum, { report }) => sum + of(report), 0);
  return [
    `${results.length} worlds, ${total(({ events }) => events)} events: ${kept.length} kept every promise, ${results.length - kept.length - broken.length} gave up because workers died while starting, ${broken.length} broke a promise.`,
    `Jobs: ${total(({ outcomes }) => outcomes.ok)} ok, ${total(({ outcomes }) => outcomes.failed)} failed, ${total(({ outcomes }) => outcomes.timedOut)} timed out, ${total(({ outcomes }) => outcomes.cancelled)} cancelled, ${total(({ outcomes }) => outcomes.rejected)} rejected; ${total(({ deaths }) => deaths)} workers died, ${total(({ retried }) => retried)} attempts were retried, ${total(({ dropped }) => dropped)} replies dropped, strategies changed ${total(({ swaps }) => swaps)} times, machines were cut off ${total(({ cuts }) => cuts)} times.`,
    ...broken.slice(0, 20).map((one) => `Seed ${one.seed} (${one.strategy}): ${one.promise}`),
  ];
}

function showOne(result: SeedResult): number {
  printDocument(jsonOf({ ...result, world: knobsOf(result.seed) }, 2));
  return result.kind === 'broken' ? EXIT.failed : EXIT.fine;
}

async function strategiesOf(text: string): Promise<StrategyArm[]> {
  const arms = await parseArms([text], undefined);
  endInspection();
  await warnOfOtherFiles(arms);
  const strategies = arms.filter((arm) => arm.kind === 'strategy');
  if (strategies.length === 0) throw new UsageError(['inline does not schedule anything; name a strategy']);
  return strategies;
}
