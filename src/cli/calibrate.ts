import type { Command } from 'commander';
import type { PlannedRun } from '../bench/live/new-run.ts';
import { noiseOf } from '../comparison/calibration.ts';
import { calibrationReport, watchCostReport } from '../report/run/calibration-report.ts';
import { saveCalibration } from '../results/calibration.ts';
import { fingerprint } from '../results/machine.ts';
import { failed, startObserved, startRun } from './bench-live.ts';
import { planNewRun } from './bench-new.ts';
import { EXIT } from './exit-code.ts';
import { numberBetween, wholeBetween } from './options.ts';
import { printReport } from './output.ts';
import { reportHint } from './report-hint.ts';
import { RESULTS_FOLDER } from './run-path.ts';
import { SecondWatched } from './second-watched.ts';

interface CalibrateOptions {
  readonly runs: number;
  readonly blocks: number;
  readonly scenario: string;
  readonly strategy: string;
  readonly timeScale?: number;
  readonly seed: number;
  readonly watch?: true;
}

export function addCalibrate(program: Command): void {
  program
    .command('calibrate')
    .description(
      'compare one strategy with itself, to measure the noise and the false alarms on this machine',
    )
    .option('--runs <number>', 'number of A/A runs', wholeBetween(1, 100), 10)
    .option('--blocks <number>', 'blocks in each run', wholeBetween(6, 100), 8)
    .option('--scenario <name>', 'a scenario of scenarios/, or the path of a file', 'mixed')
    .option('--strategy <name>', 'the strategy to compare with itself', 'pull-fifo')
    .option('--time-scale <factor>', 'multiply all times of the scenario by this', numberBetween(0.001, 1000))
    .option('--seed <number>', 'seed for everything random', wholeBetween(0, 2 ** 32 - 1), 1)
    .option('--watch', 'watch the second of each pair of trials live: measures what watching costs')
    .addHelpText(
      'after',
      '\nTakes about 20 minutes by default. Later runs print the result with --verbose.\n\nExamples:\n  npm run calibrate\n  npm run calibrate -- --runs=2 --time-scale=0.5\n  npm run calibrate -- --runs=1 --watch                      what watching costs',
    )
    .action(async (options: CalibrateOptions) => {
      process.exitCode = await calibrate(options);
    });
}

async function calibrate({ runs, blocks, strategy, watch, ...options }: CalibrateOptions): Promise<number> {
  const planned = await planNewRun({
    ...options,
    strategy: [strategy],
    blocks: runs * blocks,
    margin: 0.05,
  });
  const manifest = {
    ...planned.manifest,
    design: { ...planned.manifest.design, mode: 'calibration' as const },
  };
  if (watch) return watchCost({ ...planned, manifest }, blocks);
  const { run, folder, interruptedBy, failure } = await startRun({ ...planned, manifest });
  const noise = noiseOf(run.trials, run.design, blocks);
  printReport([...calibrationReport(run, noise, blocks), `Kept in ${folder}`, ...reportHint(run, folder)]);
  if (failure !== undefined) return failed(failure);
  if (interruptedBy !== undefined) return interruptedBy;
  const [first] = noise.runs;
  if (first === undefined) return EXIT.failed;
  await saveCalibration(RESULTS_FOLDER, {
    machine: fingerprint(run.environment),
    measuredAt: run.startedAt,
    scenario: run.scenario.name,
    timeScale: run.scenario.timeScale,
    strategy: run.design.baseline,
    class: first.class,
    metric: first.metric,
    runs: noise.runs.length,
    blocks,
    falseAlarms: noise.falseAlarms,
    pairRatio: noise.pairRatio,
    intervalRatio: noise.intervalRatio,
  });
  return run.passed ? EXIT.fine : EXIT.failed;
}

/** The same runs, with the second trial of each pair watched. They say nothing of the noise of this machine. */
async function watchCost(planned: PlannedRun, blocks: number): Promise<number> {
  const watch = await SecondWatched.open(planned);
  try {
    const { run, folder, interruptedBy, failure } = await startObserved(planned, watch);
    const noise = noiseOf(run.trials, run.design, blocks);
    printReport([...watchCostReport(run, noise, blocks), `Kept in ${folder}`]);
    if (failure !== undefined) return failed(failure);
    return interruptedBy ?? (run.passed && noise.runs.length > 0 ? EXIT.fine : EXIT.failed);
  } finally {
    await watch.close();
  }
}
