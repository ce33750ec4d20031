import { type Arm, isAlternative } from '../../catalogue/arms.ts';
import type { PlugIn } from '../../catalogue/plug-in.ts';
import { keptSettings, recordedCounts } from '../../load/plan/recorded.ts';
import type { MeasuredScenario } from '../../load/plan/scenario-states.ts';
import { classNamesOf } from '../../load/traffic/draw-requests.ts';
import { classJudgedFirst } from '../../results/class-judged-first.ts';
import type { Manifest } from '../../results/manifest.ts';
import { type Design, SCHEMA_VERSION } from '../../results/schema.ts';
import { describeEnvironment } from '../environment.ts';
import { newRunId } from '../run-id.ts';
import { codeDigest } from './code-digest.ts';

/** A run and the scenario that its manifest describes. */
export interface PlannedRun {
  readonly manifest: Manifest;
  readonly scenario: MeasuredScenario;
  /** The arms of the manifest, ready to run. */
  readonly arms: readonly Arm[];
}

export interface RunPlan
  extends Pick<Manifest, 'scenarioName' | 'seed' | 'command'>,
    Pick<Design, 'mode' | 'blocks' | 'target' | 'margin'> {
  readonly scenario: MeasuredScenario;
  /** What the run is named after, and the URL of its code if it has any. */
  readonly scenarioFile: Pick<PlugIn, 'name'> & { readonly module: string | undefined };
  readonly arms: readonly Arm[];
  /** A label among the arms; null to choose one. */
  readonly baseline: string | null;
}

const ALPHA = 0.05;
/** The default baseline: the most common choice in practice. */
const USUAL_BASELINE = 'round-robin';

/** The whole plan of a run, fixed before it starts. */
export async function manifestOf(plan: RunPlan): Promise<Manifest> {
  const startedAt = new Date().toISOString();
  return {
    schemaVersion: SCHEMA_VERSION,
    runId: newRunId(startedAt, plan.scenarioName),
    startedAt,
    command: plan.command,
    seed: plan.seed,
    environment: await describeEnvironment(),
    scenarioName: plan.scenarioName,
    ...(plan.scenarioFile.name !== plan.scenarioName && { scenarioFile: plan.scenarioFile.name }),
    timeScale: plan.scenario.timeScale,
    loadModel: plan.scenario.load.model,
    settings: JSON.parse(JSON.stringify(keptSettings(plan.scenario))),
    ...(plan.scenario.app && { app: plan.scenario.app.asked }),
    arms: plan.arms.map(keptArm),
    design: {
      mode: plan.mode,
      blocks: plan.blocks,
      target: plan.target,
      baseline: plan.baseline ?? defaultBaseline(plan.arms),
      primaryClass: firstClass(plan.scenario),
      alpha: ALPHA,
      margin: plan.margin,
    },
    codeDigest: await codeDigest(modulesOf(plan.scenarioFile.module, plan.arms, plan.scenario)),
  };
}

/** Everything of the user's that a run loads, by URL. */
export function modulesOf(
  scenario: string | undefined,
  arms: readonly Arm[],
  { jobs = {} }: Pick<MeasuredScenario, 'jobs'>,
): string[] {
  return [
    ...(scenario === undefined ? [] : [scenario]),
    ...arms.flatMap((arm) => (arm.kind === 'strategy' ? [arm.file.module] : [])),
    ...Object.values(jobs).map(({ module }) => module),
  ];
}

/** Without fields that depend on the folder of the code. */
function keptArm(arm: Arm): Manifest['arms'][number] {
  if (isAlternative(arm)) return { ...arm, parameters: { ...arm.parameters } };
  if (arm.kind !== 'strategy') return arm;
  const { kind, label, name, parameters, window, wire } = arm;
  return { kind, label, name, parameters: { ...parameters }, window, ...(wire && { wire }) };
}

function defaultBaseline(arms: readonly Arm[]): string {
  const strategies = arms.filter((arm) => arm.kind === 'strategy');
  return (strategies.find(({ name }) => name === USUAL_BASELINE) ?? strategies[0] ?? arms[0])?.label ?? '';
}

function firstClass(scenario: MeasuredScenario): string | null {
  const { app } = scenario;
  return app === undefined ? classJudgedFirst(shares(scenario)) : (classNamesOf(app.traffic)[0] ?? null);
}

/** Expected share of each type. */
function shares(scenario: MeasuredScenario) {
  if (scenario.load.model === 'trace')
    return [...recordedCounts(scenario)].map(([name, offered]) => ({ name, counts: { offered } }));
  return Object.entries(scenario.types).map(([name, { share }]) => ({ name, counts: { offered: share } }));
}
