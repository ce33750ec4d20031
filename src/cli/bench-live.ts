import { runComparison } from '../bench/run.ts';
import { parseArms } from '../catalogue/arms.ts';
import { loadScenario } from '../catalogue/scenarios.ts';
import { UsageError } from '../catalogue/usage-error.ts';
import { conclusion } from '../report/conclusion.ts';
import { knowledgeTable, runTable } from '../report/run-table.ts';
import type { RunResult } from '../results/schema.ts';
import { scaleTime } from '../workload/time-scale.ts';
import { EXIT } from './exit-code.ts';
import { interruption } from './interruption.ts';
import { printLines } from './output.ts';
import { Progress } from './progress.ts';

/** Processes that one machine is asked to carry. */
const MAX_LIVE_WORKERS = 64;

export interface LiveOptions {
  readonly strategy: readonly string[];
  readonly scenario: string;
  readonly timeScale?: number;
  readonly window?: number;
  readonly seed: number;
  readonly json?: true;
}

/** `bench --engine=live`: the real cluster. */
export async function benchLive(options: LiveOptions): Promise<number> {
  const file = await loadScenario(options.scenario);
  if (file.cluster.jobWorkers > MAX_LIVE_WORKERS) {
    throw new UsageError([
      `${options.scenario} has ${file.cluster.jobWorkers} job workers; a live cluster has at most ${MAX_LIVE_WORKERS} (use --engine=sim)`,
    ]);
  }
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
