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

/** A completed trial and its requests. */
export interface StoredTrial {
  readonly record: TrialRecord;
  readonly records: readonly RequestRecord[];
}

/** Writes the requests first, so that every listed trial has them. Resolves with the listed trial. */
export async function storeTrial(folder: string, { record, records }: StoredTrial): Promise<StoredTrial> {
  const samplesDigest = await saveRequests(folder, samplesName(record), records);
  const listed = { ...record, samplesDigest };
  await appendTrial(folder, listed);
  return { record: listed, records };
}

/** Reads the trials in the folder of a run. Refuses if they contradict its plan or each other. Changes nothing. */
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
      throw contradiction(folder, `the figures of ${trialName(record)} do not match its requests`);
    stored.push({ record, records });
  }
  return stored;
}

/** Why a trial does not belong to this run; undefined if it does. */
function strangeIn(trial: TrialRecord, { manifest, scenario, arms }: PlannedRun): string | undefined {
  const { design, seed } = manifest;
  const name = trialName(trial);
  if (trial.block >= design.blocks) return `it has ${name}, but at most ${design.blocks} blocks`;
  const slots = slotsOf(trial.block, arms, scenario, design, seed);
  const slot = slots.find((one) => trialKey(one) === trialKey(trial));
  if (slot === undefined) return `it has ${name}, which is not part of the run`;
  if (slot.seed === trial.seed && slot.position === trial.position) return undefined;
  return `${name} has position ${trial.position} and seed ${trial.seed}, but the plan has ${slot.position} and ${slot.seed}`;
}

/** The figures of a trial that follow from its requests. */
function figures(classes: TrialRecord['classes']) {
  return classes.map(
    ({ predictedMs: _predicted, counts: { lateDuplicates: _late, ...counts }, ...others }) => ({
      ...others,
      counts,
    }),
  );
}
