import { capacityOf } from '../results/kept-settings.ts';
import type { RunResult } from '../results/schema.ts';
import { completeBlocks } from './against-baseline.ts';

/** Why two runs cannot be compared; empty if they can. */
export function refusals(before: RunResult, after: RunResult): string[] {
  const reasons: string[] = [];
  const [old, fresh] = [before.scenario, after.scenario];
  if (old.name !== fresh.name)
    return [`${before.runId} ran ${old.name}, ${after.runId} ran ${fresh.name}: there is nothing to compare`];
  if (old.loadModel !== fresh.loadModel)
    reasons.push(`${old.name} ran as a ${old.loadModel} load, then as a ${fresh.loadModel} one`);
  if (old.timeScale !== fresh.timeScale)
    reasons.push(`the time scales differ: ${old.timeScale} and ${fresh.timeScale}`);
  else if (canonical(old.settings) !== canonical(fresh.settings))
    reasons.push(
      `${old.name} was another scenario then: its settings differ in ${differing(old.settings, fresh.settings)}`,
    );
  for (const run of [before, after]) {
    if (completeBlocks(run.trials).length === 0) reasons.push(`${run.runId} holds no complete block`);
  }
  return reasons;
}

/** What to keep in mind of runs that can be compared. */
export function doubts(before: RunResult, after: RunResult): string[] {
  const broken = [before, after].flatMap((run) => [
    ...(run.complete ? [] : [`${run.runId} was broken off: its complete blocks are compared`]),
    ...(run.complete && !run.passed ? [`${run.runId} did not pass its own checks`] : []),
  ]);
  const [old, fresh] = [before, after].map(capacityOfRun);
  if (old === fresh) return broken;
  return [...broken, `the rates differ with what was measured as capacity: ${old}, then ${fresh} a second`];
}

function capacityOfRun({ scenario }: RunResult): string | undefined {
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

/** What a machine can serve is no part of what a scenario asks of it. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (key, own) => (key === 'capacityPerSecond' ? undefined : own)) ?? 'nothing';
}
