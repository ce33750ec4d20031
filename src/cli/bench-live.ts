import { blocksWithin } from '../bench/live/extent.ts';
import { blocksThatFit, clusterMistakes, trialMistakes } from '../bench/live/live-limits.ts';
import { manifestOf, type PlannedRun } from '../bench/live/new-run.ts';
import { RunBroken, runBlocks } from '../bench/live/run.ts';
import { type Arm, parseArms } from '../catalogue/arms.ts';
import { endInspection } from '../catalogue/inspection.ts';
import { refuse } from '../core/usage-error.ts';
import type { MeasuredScenario, PacedScenario } from '../load/plan/scenario-states.ts';
import type { Design, RunResult } from '../results/schema.ts';
import { createRunFolder, saveManifest } from '../results/store.ts';
import { explain } from './exit-code.ts';
import { interruption } from './interruption.ts';
import { atMeasuredRate } from './measured-rate.ts';
import { warnOfOtherFiles } from './other-files.ts';
import { warnLines } from './output.ts';
import { pacedScenario } from './paced-scenario.ts';
import { Progress } from './progress.ts';
import { RESULTS_FOLDER } from './run-path.ts';

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
  const { name, plugIn, scenario: paced } = await pacedScenario(options.scenario, options.timeScale);
  const arms = await parseArms(options.strategy, options.window);
  refuse([...clusterMistakes(name, paced), ...mistakesOf(options, paced, arms)]);
  await warnOfOtherFiles(arms, plugIn.place);
  const scenario = await atMeasuredRate(paced, options.seed, RESULTS_FOLDER);
  const layout = extent(options, arms, scenario);
  const perBlock = trialsPerBlock(arms, scenario, layout.mode);
  refuse(trialMistakes(name, scenario, { seed: options.seed, blocks: layout.blocks, perBlock }));
  const manifest = await manifestOf({
    scenarioName: name,
    scenarioFile: plugIn,
    scenario,
    arms,
    seed: options.seed,
    ...layout,
    target: options.until ?? null,
    baseline: options.baseline ?? null,
    margin: options.margin,
    command: `bench ${process.argv.slice(3).join(' ')}`.trim(),
  });
  endInspection();
  return { manifest, scenario, arms };
}

function extent({ until, blocks }: LiveOptions, arms: readonly Arm[], scenario: MeasuredScenario) {
  if (until !== undefined) {
    const most = blocksThatFit(MOST_BLOCKS, scenario, trialsPerBlock(arms, scenario, 'until'));
    return { mode: 'until', blocks: blocks ?? most } as const;
  }
  if (blocks !== undefined) return { mode: 'blocks', blocks } as const;
  return { mode: 'quick', blocks: blocksWithin(QUICK_MS, QUICK_BLOCKS, arms, scenario) } as const;
}

/** The baseline runs twice where there are verdicts. */
function trialsPerBlock(arms: readonly Arm[], { load }: MeasuredScenario, mode: Design['mode']): number {
  const levels = load.model === 'closed' ? load.connections.length : 1;
  return (arms.length + (mode === 'quick' ? 0 : 1)) * levels;
}

function mistakesOf(options: LiveOptions, scenario: PacedScenario, arms: readonly Arm[]): string[] {
  const mistakes: string[] = [];
  if (options.until !== undefined && scenario.load.model === 'closed')
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
  /** Why it could not go on; undefined if it could. */
  readonly failure?: unknown;
}

/** Carries out whatever of a run has not been yet. */
export async function continueRun(planned: PlannedRun, folder: string): Promise<LiveRun> {
  const progress = new Progress();
  const interrupted = interruption();
  try {
    const run = await runBlocks(planned, folder, (step) => progress.show(step), interrupted.signal);
    return { run, folder, interruptedBy: interrupted.code };
  } catch (error) {
    if (!(error instanceof RunBroken)) throw error;
    return { run: error.run, folder, interruptedBy: interrupted.code, failure: error.cause };
  } finally {
    progress.end();
    interrupted.forget();
  }
}

/** Says why a run could not go on; gives the exit code. */
export function failed(failure: unknown): number {
  const { lines, code } = explain(failure);
  warnLines(lines);
  return code;
}
