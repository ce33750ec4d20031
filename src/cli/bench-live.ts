import { runComparison } from '../bench/run.ts';
import { parseArms } from '../catalogue/arms.ts';
import { loadScenario } from '../catalogue/scenarios.ts';
import { UsageError } from '../catalogue/usage-error.ts';
import { runReport } from '../report/run-report.ts';
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
    else printLines([...runReport(run), `Kept in ${folder}`]);
    if (interrupted.code !== undefined) return interrupted.code;
    return run.passed ? EXIT.fine : EXIT.failed;
  } finally {
    progress.end();
    interrupted.forget();
  }
}
