import { alternativeMistakes } from '../bench/live/alternative-facts.ts';
import { blocksWithin } from '../bench/live/extent.ts';
import { trialsPerBlock } from '../bench/live/layout.ts';
import { blocksThatFit, clusterMistakes, trialMistakes, wireMistakes } from '../bench/live/live-limits.ts';
import { manifestOf, type PlannedRun } from '../bench/live/new-run.ts';
import { parseRows } from '../catalogue/arm-syntax.ts';
import { type Arm, overWires, wireOf } from '../catalogue/arms.ts';
import { endInspection } from '../catalogue/inspection.ts';
import { refuse, together } from '../core/usage-error.ts';
import type { MeasuredScenario, PacedScenario } from '../load/plan/scenario-states.ts';
import { type BenchOptions, DEFAULT_STRATEGIES } from './bench-options.ts';
import { commandLine } from './command-line.ts';
import { atMeasuredRate } from './measured-rate.ts';
import { warnOfOtherFiles } from './other-files.ts';
import { pacedScenario } from './paced-scenario.ts';
import { RESULTS_FOLDER } from './run-path.ts';

/** Bounds of a quick run. */
const QUICK_MS = 105_000;
const QUICK_BLOCKS = 2;
/** For `--until` without `--blocks`. */
const MOST_BLOCKS = 100;

/** The options that decide what a run does. */
type RunOptions = Pick<
  BenchOptions,
  | 'strategy'
  | 'scenario'
  | 'timeScale'
  | 'window'
  | 'wire'
  | 'seed'
  | 'blocks'
  | 'until'
  | 'baseline'
  | 'margin'
>;

/** Plans a live run. Reports all mistakes in the options at once. */
export async function planNewRun(options: RunOptions): Promise<PlannedRun> {
  const [{ name, plugIn, scenario: paced }, rows] = await together([
    pacedScenario(options.scenario, options.timeScale),
    parseRows(options.strategy ?? DEFAULT_STRATEGIES, options.window),
  ]);
  const arms = overWires(rows, options.wire);
  refuse([
    ...clusterMistakes(name, paced),
    ...alternativeMistakes(name, paced, arms),
    ...wireMistakes(name, paced, arms.map(wireOf)),
    ...mistakesOf(options, paced, arms),
  ]);
  await warnOfOtherFiles(arms, { plugIn, scenario: paced });
  const scenario = await atMeasuredRate(paced, options.seed, RESULTS_FOLDER);
  const layout = extent(options, arms, scenario);
  const perBlock = trialsPerBlock(arms.length, scenario, layout.mode);
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
    command: commandLine(),
  });
  endInspection();
  return { manifest, scenario, arms };
}

/** How many blocks there are, and why. */
export function extent({ until, blocks }: RunOptions, arms: readonly Arm[], scenario: MeasuredScenario) {
  if (until !== undefined) {
    const most = blocksThatFit(MOST_BLOCKS, scenario, trialsPerBlock(arms.length, scenario, 'until'));
    return { mode: 'until', blocks: blocks ?? most } as const;
  }
  if (blocks !== undefined) return { mode: 'blocks', blocks } as const;
  return { mode: 'quick', blocks: blocksWithin(QUICK_MS, QUICK_BLOCKS, arms, scenario) } as const;
}

function mistakesOf(options: RunOptions, scenario: PacedScenario, arms: readonly Arm[]): string[] {
  const mistakes: string[] = [];
  if (options.until !== undefined && scenario.load.model === 'closed')
    mistakes.push(`--until needs an open load, but ${options.scenario} is a closed loop`);
  const labels = arms.map(({ label }) => label);
  if (options.baseline !== undefined && !labels.includes(options.baseline))
    mistakes.push(
      `--baseline=${options.baseline} is not among the strategies of this run: ${labels.join(', ')}`,
    );
  return mistakes;
}
