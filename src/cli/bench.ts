import type { Command } from 'commander';
import { runComparison } from '../bench/run.ts';
import { parseArms } from '../catalogue/arms.ts';
import { loadScenario } from '../catalogue/scenarios.ts';
import { conclusion } from '../report/conclusion.ts';
import { knowledgeTable, runTable } from '../report/run-table.ts';
import type { RunResult } from '../results/schema.ts';
import { scaleTime } from '../workload/time-scale.ts';
import { EXIT } from './exit-code.ts';
import { interruption } from './interruption.ts';
import { collect, numberBetween, wholeBetween, windowSize } from './options.ts';
import { printLines } from './output.ts';
import { Progress } from './progress.ts';

const DEFAULT_STRATEGIES = ['inline', 'random', 'round-robin', 'least-active', 'type-affinity', 'pull-fifo'];

interface BenchOptions {
  readonly strategy: readonly string[];
  readonly scenario: string;
  readonly timeScale?: number;
  readonly window?: number;
  readonly seed: number;
  readonly json?: true;
}

export function addBench(program: Command): void {
  program
    .command('bench')
    .description('run strategies in the real cluster and compare their latency')
    .option(
      '--strategy <names>',
      'strategies by comma, with parameters as name:key=value; all for every one',
      collect,
    )
    .option('--scenario <name>', 'a file of scenarios/', 'mixed')
    .option('--time-scale <factor>', 'multiply every time of the scenario', numberBetween(0.001, 1000))
    .option(
      '--window <jobs>',
      "unfinished jobs a worker may hold, instead of the strategies' own; none for no limit",
      windowSize,
    )
    .option(
      '--seed <number>',
      'what arrivals, sizes and choices are drawn from',
      wholeBetween(0, 2 ** 32 - 1),
      1,
    )
    .option('--json', 'print one JSON document instead of tables')
    .addHelpText(
      'after',
      `
Examples:
  npm run bench                                              the default comparison, under two minutes
  npm run bench -- --strategy=least-active                   one strategy
  npm run bench -- --strategy=all --window=2                 every strategy, two jobs a worker
  npm run bench -- --strategy=type-affinity:homes=1,pull-fifo --scenario=article
  npm run --silent bench -- --json | jq .passed

Exit codes: 0 fine, 1 failed or requests unaccounted for, 2 usage, 4 environment, 130/143 broken off.`,
    )
    .action(async (options: BenchOptions) => {
      process.exitCode = await bench({ ...options, strategy: options.strategy ?? DEFAULT_STRATEGIES });
    });
}

async function bench(options: BenchOptions): Promise<number> {
  const file = await loadScenario(options.scenario);
  const arms = await parseArms(options.strategy, options.window);
  const timeScale = options.timeScale ?? file.defaultTimeScale ?? 1;
  const progress = new Progress();
  const interrupted = interruption();
  try {
    const { run, folder } = await runComparison(
      {
        scenarioName: options.scenario,
        scenario: scaleTime(file, timeScale),
        timeScale,
        arms,
        seed: options.seed,
        resultsFolder: 'results',
        command: `bench ${process.argv.slice(3).join(' ')}`.trim(),
      },
      (step) => progress.show(step),
      interrupted.signal,
    );
    progress.end();
    if (options.json) printLines([JSON.stringify(run, null, 2)]);
    else printLines(describe(run, folder));
    if (interrupted.code !== undefined) return interrupted.code;
    return run.passed ? EXIT.fine : EXIT.failed;
  } finally {
    progress.end();
    interrupted.forget();
  }
}

function describe(run: RunResult, folder: string): string[] {
  const { scenario } = run;
  const settings = run.warnings.filter((warning) => warning.strategy !== null);
  return [
    `${scenario.name} (${scenario.loadModel} load, time scale ${scenario.timeScale}, seed ${run.seed}); response times in ms from the moment each request was due`,
    runTable(run),
    knowledgeTable(run),
    ...settings.map((warning) => `Warning: ${warning.strategy}: ${warning.message}`),
    conclusion(run),
    `Kept in ${folder}`,
  ];
}
