import { join } from 'node:path';
import type { RequestRecord } from '../measuring/summary/request-record.ts';
import type { Requests } from '../report/model/requests.ts';
import { isFolder } from '../results/plain-file.ts';
import { readRequests } from '../results/samples.ts';
import type { RunResult } from '../results/schema.ts';
import { StoreFailure } from '../results/store-failure.ts';
import { samplesName } from '../results/trial-identity.ts';
import type { TrialRecord } from '../results/trial-schema.ts';

/** More would take minutes and gigabytes. Heavy requests count twice, once in their type. */
const MOST_REQUESTS = 4_000_000;

/** The single requests of a run, if its folder has them. A report can do without. */
export async function keptRequests(folder: string, run: RunResult): Promise<Requests> {
  if (!(await isFolder(join(folder, 'samples'))))
    return {
      kind: 'none',
      why: 'The single requests of this run were not kept: there is no samples/ beside its result.',
    };
  const offered = run.trials
    .flatMap(({ classes }) => classes)
    .reduce((sum, { counts }) => sum + counts.offered, 0);
  if (offered > MOST_REQUESTS)
    return { kind: 'none', why: `Its ${offered} requests are too many to look at one by one.` };
  const of = new Map<TrialRecord, readonly RequestRecord[]>();
  try {
    for (const trial of run.trials)
      of.set(trial, await readRequests(folder, samplesName(trial), trial.samplesDigest));
  } catch (error) {
    if (!(error instanceof StoreFailure)) throw error;
    return { kind: 'none', why: `The single requests of this run cannot be read: ${error.message}.` };
  }
  return { kind: 'kept', of };
}
