import { isDeepStrictEqual } from 'node:util';
import type { RequestRecord } from '../../measuring/summary/request-record.ts';
import { contradiction, refuseDisagreement } from '../../results/run-contradictions.ts';
import { readRequests, saveRequests } from '../../results/samples.ts';
import { appendTrial, readAnalysis, readTrials } from '../../results/store.ts';
import { samplesName, trialKey, trialName } from '../../results/trial-identity.ts';
import type { TrialRecord } from '../../results/trial-schema.ts';
import { slotsOf } from './layout.ts';
import type { PlannedRun } from './new-run.ts';
import { trialClasses } from './trial-record.ts';

/** A trial that has ended, and its requests. */
export interface StoredTrial {
  readonly record: TrialRecord;
  readonly records: readonly RequestRecord[];
}

/** Requests first: a trial that is listed has them. Resolves with the trial as it is listed. */
export async function storeTrial(folder: string, { record, records }: StoredTrial): Promise<StoredTrial> {
  const samplesDigest = await saveRequests(folder, samplesName(record), records);
  const listed = { ...record, samplesDigest };
  await appendTrial(folder, listed);
  return { record: listed, records };
}

/** What the folder of a run holds of it; refused where it contradicts the plan of the run, or itself. Changes nothing. */
export async function storedTrials(planned: PlannedRun, folder: string): Promise<StoredTrial[]> {
  const trials = await readTrials(folder);
  refuseDisagreement(folder, planned.manifest, trials, await readAnalysis(folder));
  const [first, ...others] = trials.flatMap((trial) => strangeIn(trial, planned) ?? []);
  const more = others.length > 0 ? ` (and ${others.length} more)` : '';
  if (first !== undefined) throw contradiction(folder, `${first}${more}`);
  const stored: StoredTrial[] = [];
  for (const record of trials) {
    const records = await readRequests(folder, samplesName(record), record.samplesDigest);
    const again = trialClasses(records, planned.scenario, new Map(), undefined);
    if (!isDeepStrictEqual(figures(record.classes), figures(again)))
      throw contradiction(folder, `${trialName(record)} has other figures than its requests`);
    stored.push({ record, records });
  }
  return stored;
}

/** Why a trial is none of this run's; undefined if it is. */
function strangeIn(trial: TrialRecord, { manifest, scenario, arms }: PlannedRun): string | undefined {
  const { design, seed } = manifest;
  const name = trialName(trial);
  if (trial.block >= design.blocks) return `${name} is there, but there are ${design.blocks} blocks at most`;
  const slots = slotsOf(trial.block, arms, scenario, design, seed);
  const slot = slots.find((one) => trialKey(one) === trialKey(trial));
  if (slot === undefined) return `${name} is there, but is not part of the run`;
  if (slot.seed === trial.seed && slot.position === trial.position) return undefined;
  return `${name} has position ${trial.position} and seed ${trial.seed}, but was to have ${slot.position} and ${slot.seed}`;
}

/** What requests tell of their trial. */
function figures(classes: TrialRecord['classes']) {
  return classes.map(
    ({ predictedMs: _predicted, counts: { lateDuplicates: _late, ...counts }, ...others }) => ({
      ...others,
      counts,
    }),
  );
}
