import { targetInWords } from '../bench/app/app-in-words.ts';
import { startApp } from '../bench/app/started-app.ts';
import { codeDigest } from '../bench/live/code-digest.ts';
import { trialsPerBlock } from '../bench/live/layout.ts';
import { tooManyRequests } from '../bench/live/live-limits.ts';
import { manifestOf, modulesOf, type PlannedRun } from '../bench/live/new-run.ts';
import { parseArms } from '../catalogue/arm-syntax.ts';
import { type Arm, AS_IS } from '../catalogue/arms.ts';
import { endInspection } from '../catalogue/inspection.ts';
import { refuse, UsageError } from '../core/usage-error.ts';
import type { AppOptions } from '../load/plan/app-under-test.ts';
import { keptSettings } from '../load/plan/recorded.ts';
import { isBefore } from '../load/plan/rounding.ts';
import type { MeasuredScenario } from '../load/plan/scenario-states.ts';
import { momentsOf } from '../load/traffic/moments.ts';
import type { Manifest } from '../results/manifest.ts';
import { appOptions } from './app-options.ts';
import { appScenario } from './app-scenario.ts';
import { extent } from './bench-new.ts';
import type { BenchOptions } from './bench-options.ts';
import { commandLine } from './command-line.ts';
import { Interrupted } from './exit-code.ts';
import { interruption } from './interruption.ts';
import { warnLines } from './output.ts';

/** Plans a run of a server of the user's. `given` are the options on the command line. */
export async function newAppRun(options: BenchOptions, given: ReadonlySet<string>): Promise<PlannedRun> {
  const asked = appOptions(options, given);
  const { seed } = options;
  const arms: readonly Arm[] =
    options.strategy === undefined ? [AS_IS] : await parseArms(options.strategy, options.window);
  const { name, scenario, notes } = await appScenario(asked, seed);
  warnLines(notes);
  const layout = extent(options, arms, scenario);
  const perBlock = trialsPerBlock(arms.length, scenario, layout.mode);
  refuse([
    ...baselineMistakes(options, arms),
    ...loadMistakes(name, scenario, { seed, blocks: layout.blocks, perBlock }),
  ]);
  await tryApp(scenario, arms, seed);
  const manifest = await manifestOf({
    scenarioName: name,
    scenarioFile: { name, module: moduleOf(scenario) },
    scenario,
    arms,
    seed,
    ...layout,
    target: options.until ?? null,
    baseline: options.baseline ?? null,
    margin: options.margin,
    command: commandLine(),
  });
  endInspection();
  return { manifest, scenario, arms };
}

/** Plans the rest of an interrupted run. Refuses if it would not be the same experiment any more. */
export async function resumedAppRun(
  manifest: Manifest,
  asked: AppOptions,
  arms: readonly Arm[],
): Promise<PlannedRun> {
  const { scenario } = await appScenario(asked, manifest.seed);
  endInspection();
  if (JSON.stringify(keptSettings(scenario)) !== JSON.stringify(manifest.settings))
    throw new UsageError([
      `${asked.requests}, or the load, has changed since the run began; start a new run`,
    ]);
  if ((await codeDigest(modulesOf(moduleOf(scenario), arms, scenario))) !== manifest.codeDigest)
    throw new UsageError([
      'the code, a strategy or the requests have changed since the run began; start a new run',
    ]);
  return { manifest, scenario, arms };
}

/** Before anything is measured or kept: an app that does not start, or cannot be given a strategy, ends the command. */
async function tryApp({ app }: MeasuredScenario, [arm]: readonly Arm[], seed: number): Promise<void> {
  if (app?.asked.target.kind !== 'app' || arm === undefined) return;
  const { asked } = app;
  const interrupted = interruption();
  try {
    const tried = await startApp({ asked, target: app.asked.target, arm, seed }, interrupted.signal);
    await tried.stop();
  } catch (error) {
    if (interrupted.code === undefined) throw error;
  } finally {
    interrupted.forget();
  }
  if (interrupted.code !== undefined) throw new Interrupted(interrupted.code);
}

function moduleOf({ app }: MeasuredScenario): string | undefined {
  return app?.traffic.kind === 'module' ? app.traffic.module : undefined;
}

function baselineMistakes({ baseline }: BenchOptions, arms: readonly Arm[]): string[] {
  const labels = arms.map(({ label }) => label);
  return baseline === undefined || labels.includes(baseline)
    ? []
    : [`--baseline=${baseline} is not among the strategies of this run: ${labels.join(', ')}`];
}

function loadMistakes(
  name: string,
  scenario: MeasuredScenario,
  trials: Parameters<typeof tooManyRequests>[3],
): string[] {
  const { load, app } = scenario;
  if (load.model === 'closed' || app === undefined) return [];
  const tooMany = tooManyRequests(name, scenario, load, trials);
  if (tooMany.length > 0) return tooMany;
  for (let block = 0; block < trials.blocks; block++) {
    const measured = momentsOf(load, trials.seed + block).some((atMs) => !isBefore(atMs, load.warmupMs));
    if (!measured)
      return [
        `no request to ${targetInWords(app.asked.target)} is due in the time that is measured, with --seed=${trials.seed + block}: raise --rate or --seconds`,
      ];
  }
  return [];
}
