import { blocksWithin } from '../bench/extent.ts';
import { manifestOf, type PlannedRun } from '../bench/new-run.ts';
import { runBlocks } from '../bench/run.ts';
import { type Arm, parseArms } from '../catalogue/arms.ts';
import { endInspection } from '../catalogue/inspection.ts';
import { knownScenario } from '../catalogue/scenarios.ts';
import { UsageError } from '../catalogue/usage-error.ts';
import type { Scenario } from '../contract/scenario.ts';
import type { RunResult } from '../results/schema.ts';
import { createRunFolder, saveManifest } from '../results/store.ts';
import { scaleTime } from '../workload/time-scale.ts';
import { interruption } from './interruption.ts';
import { atMeasuredRate } from './measured-rate.ts';
import { warnOfOtherFiles } from './other-files.ts';
import { Progress } from './progress.ts';
import { RESULTS_FOLDER } from './run-path.ts';

/** Processes that one machine is asked to carry. */
const MAX_LIVE_WORKERS = 64;
/** A first look takes no longer, and needs no more blocks. */
const QUICK_MS = 105_000;
const QUICK_BLOCKS = 2;
/** Where the user names no end for `--until`. */
const MOST_BLOCKS = 100;

export interface LiveOptions {
  readonly strategy: readonly string[];
  readonly scenario: string;
  readonly timeScale?: number;
  readonly window?: number;
  readonly seed: number;
  readonly blocks?: number;
  readonly quick?: true;
  /** Half-width of the interval at which to stop, as a share. */
  readonly until?: number;
  readonly baseline?: string;
  readonly margin: number;
}

/** What `bench` in the real cluster is going to do; every mistake of the options in one go. */
export async function planLiveRun(options: LiveOptions): Promise<PlannedRun> {
  const { name, plugIn, scenario: file } = await knownScenario(options.scenario);
  const arms = await parseArms(options.strategy, options.window);
  const mistakes = mistakesOf(options, file, arms);
  if (mistakes.length > 0) throw new UsageError(mistakes);
  await warnOfOtherFiles(arms, plugIn.place);
  const timeScale = options.timeScale ?? file.defaultTimeScale ?? 1;
  const scenario = await atMeasuredRate(scaleTime(file, timeScale), options.seed, RESULTS_FOLDER);
  const manifest = await manifestOf({
    scenarioName: name,
    scenarioFile: plugIn,
    scenario,
    timeScale,
    arms,
    seed: options.seed,
    ...extent(options, arms, scenario),
    target: options.until ?? null,
    baseline: options.baseline ?? null,
    margin: options.margin,
    command: `bench ${process.argv.slice(3).join(' ')}`.trim(),
  });
  endInspection();
  return { manifest, scenario, arms };
}

function extent({ until, blocks }: LiveOptions, arms: readonly Arm[], scenario: Scenario) {
  if (until !== undefined) return { mode: 'until', blocks: blocks ?? MOST_BLOCKS } as const;
  if (blocks !== undefined) return { mode: 'blocks', blocks } as const;
  return { mode: 'quick', blocks: blocksWithin(QUICK_MS, QUICK_BLOCKS, arms, scenario) } as const;
}

function mistakesOf(options: LiveOptions, file: Scenario, arms: readonly Arm[]): string[] {
  const mistakes: string[] = [];
  if (file.cluster.jobWorkers > MAX_LIVE_WORKERS) {
    mistakes.push(
      `${options.scenario} has ${file.cluster.jobWorkers} job workers; a live cluster has at most ${MAX_LIVE_WORKERS} (use --engine=sim)`,
    );
  }
  if (options.until !== undefined && file.load.model === 'closed')
    mistakes.push(
      `--until needs a load that does not wait for answers; ${options.scenario} is a closed loop`,
    );
  const labels = arms.map(({ label }) => label);
  if (options.baseline !== undefined && !labels.includes(options.baseline))
    mistakes.push(
      `--baseline=${options.baseline} is not among the strategies of this run: ${labels.join(', ')}`,
    );
  return mistakes;
}

/** Carries a new run out. */
export async function startRun(planned: PlannedRun): Promise<LiveRun> {
  const folder = await createRunFolder(RESULTS_FOLDER, planned.manifest.runId);
  await saveManifest(folder, planned.manifest);
  return continueRun(planned, folder);
}

export interface LiveRun {
  readonly run: RunResult;
  readonly folder: string;
  /** The exit code a signal asked for; undefined if there was none. */
  readonly interruptedBy: number | undefined;
}

/** Carries out whatever of a run has not been yet. */
export async function continueRun(planned: PlannedRun, folder: string): Promise<LiveRun> {
  const progress = new Progress();
  const interrupted = interruption();
  try {
    const run = await runBlocks(planned, folder, (step) => progress.show(step), interrupted.signal);
    return { run, folder, interruptedBy: interrupted.code };
  } finally {
    progress.end();
    interrupted.forget();
  }
}
