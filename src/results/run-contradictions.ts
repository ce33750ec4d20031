import { isDeepStrictEqual } from 'node:util';
import type { AnyRun } from './advice-schema.ts';
import type { Manifest } from './manifest.ts';
import type { RunResult } from './schema.ts';
import { StoreFailure } from './store-failure.ts';
import { trialName } from './trial-identity.ts';
import type { TrialRecord } from './trial-schema.ts';

/** Each field of a run may make sense while they do not together: then no table of it would. */
export function refuseContradictions(file: string, { trials, design }: RunResult): void {
  const beyond = trials.find(({ block }) => block >= design.blocks);
  const found =
    twiceIn(trials) ?? (beyond && `it has ${trialName(beyond)}, but at most ${design.blocks} blocks`);
  if (found !== undefined) throw new StoreFailure(`${file}: contradicts itself: ${found}`);
}

/** The same for the files of a folder. An analysis is written after its trials, so it has the same ones or the first of them. */
export function refuseDisagreement(
  folder: string,
  manifest: Manifest,
  trials: readonly TrialRecord[],
  analysis: AnyRun | undefined,
): void {
  const twice = twiceIn(trials);
  if (twice !== undefined) throw contradiction(folder, twice);
  if (analysis === undefined) return;
  if (analysis.runId !== manifest.runId)
    throw contradiction(
      folder,
      `analysis.json belongs to ${analysis.runId}, manifest.json to ${manifest.runId}`,
    );
  const told = analysis.engine === 'live' ? analysis.trials : [];
  if (isDeepStrictEqual(told, trials.slice(0, told.length))) return;
  const advice = 'remove analysis.json to resume the run from trials.jsonl';
  throw contradiction(folder, `analysis.json and trials.jsonl have different trials; ${advice}`);
}

export function contradiction(folder: string, what: string): StoreFailure {
  return new StoreFailure(`${folder} contradicts itself: ${what}`);
}

function twiceIn(trials: readonly TrialRecord[]): string | undefined {
  const seen = new Set<string>();
  for (const trial of trials) {
    const name = trialName(trial);
    if (seen.has(name)) return `it has ${name} twice`;
    seen.add(name);
  }
  return undefined;
}
