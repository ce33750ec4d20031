import { armKey } from '../results/trial-identity.ts';
import type { TrialRecord } from '../results/trial-schema.ts';
import { grouped } from './grouped.ts';

/** Trials of complete blocks: those with every arm of the run. */
export function completeBlocks(trials: readonly TrialRecord[]): TrialRecord[] {
  const arms = new Set(trials.map(armKey)).size;
  return [...grouped(trials, ({ block }) => block)]
    .sort(([a], [b]) => a - b)
    .flatMap(([, block]) => (new Set(block.map(armKey)).size === arms ? block : []));
}

/** In more than half of its trials, since a single trial may have had a burst of arrivals. */
export function mostlyUnstable(trials: readonly { readonly unstable: boolean }[]): boolean {
  return trials.filter(({ unstable }) => unstable).length > trials.length / 2;
}
