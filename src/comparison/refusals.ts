import type { AnyRun } from '../results/advice-schema.ts';
import { capacityOf } from '../results/kept-settings.ts';
import type { BenchRun } from '../results/simulation-schema.ts';
import { completeBlocks } from './complete-blocks.ts';

/** Advice has no times of runs: why runs with advice among them cannot be compared. */
export function adviceAmong(runs: readonly AnyRun[]): string[] {
  const names = new Set(runs.filter(({ engine }) => engine === 'advice').map(({ runId }) => runId));
  return [...names].map(
    (runId) => `${runId} is advice from a log and cannot be compared; give it alone to read it`,
  );
}

/** Why two runs cannot be compared; empty if they can. */
export function refusals(before: BenchRun, after: BenchRun): string[] {
  if (before.engine !== after.engine)
    return [`${worldOf(before)}, ${worldOf(after)}: their times cannot be compared`];
  const [old, fresh] = [before.scenario, after.scenario];
  if (old.name !== fresh.name)
    return [`${before.runId} ran ${old.name}, ${after.runId} ran ${fresh.name}: there is nothing to compare`];
  const reasons: string[] = [];
  const [model, other] = [loadModelOf(before), loadModelOf(after)];
  if (model !== other) reasons.push(`${old.name} had a ${model} load, then a ${other} one`);
  if (old.timeScale !== fresh.timeScale)
    reasons.push(`the time scales differ: ${old.timeScale} and ${fresh.timeScale}`);
  else if (canonical(old.settings) !== canonical(fresh.settings))
    reasons.push(
      `the settings of ${old.name} have changed: they differ in ${differing(old.settings, fresh.settings)}`,
    );
  return [...reasons, ...[before, after].flatMap(emptiness)];
}

function worldOf({ engine, runId }: BenchRun): string {
  return `${runId} ran in ${engine === 'live' ? 'the real cluster' : 'the simulator'}`;
}

function loadModelOf(run: BenchRun): string | null {
  return run.engine === 'live' ? run.scenario.loadModel : null;
}

function emptiness(run: BenchRun): string[] {
  const { runId } = run;
  if (run.engine === 'live')
    return completeBlocks(run.trials).length === 0 ? [`${runId} has no complete block`] : [];
  if (run.searches.length > 0)
    return [`${runId} searched for a load or for workers and has no response times to compare`];
  return run.strategies.some(({ kind, bySeed }) => kind === 'strategy' && bySeed === undefined)
    ? [`${runId} is an older run without its single replications: simulate it again`]
    : [];
}

/** Reservations about runs that can be compared. */
export function doubts(before: BenchRun, after: BenchRun): string[] {
  const broken = [before, after].flatMap((run) => [
    ...(run.complete ? [] : [`${run.runId} was interrupted: only its complete blocks are compared`]),
    ...(run.complete && !run.passed ? [`${run.runId} did not pass its own checks`] : []),
  ]);
  const [old, fresh] = [before, after].map(capacityOfRun);
  if (old === fresh) return broken;
  return [
    ...broken,
    `the rates differ, because the measured capacity does: ${old}, then ${fresh} requests a second`,
  ];
}

function capacityOfRun({ scenario }: BenchRun): string | undefined {
  return capacityOf(scenario.settings)?.toFixed(1);
}

function differing(old: object, fresh: object): string {
  const [before, after] = [Object.entries(old), new Map<string, unknown>(Object.entries(fresh))];
  const changed = before
    .filter(([key, value]) => canonical(value) !== canonical(after.get(key)))
    .map(([key]) => key);
  const added = [...after.keys()].filter((key) => !Object.hasOwn(old, key));
  return [...changed, ...added].join(', ');
}

/** Leaves out the measured capacity, which is not part of the scenario. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (key, own) => (key === 'capacityPerSecond' ? undefined : own)) ?? 'nothing';
}
