import { armKey } from '../results/trial-identity.ts';
import type { TrialRecord } from '../results/trial-schema.ts';
import { grouped } from './grouped.ts';

/** Trials of the blocks in which every arm that ever ran has run. */
export function completeBlocks(trials: readonly TrialRecord[]): TrialRecord[] {
  const arms = new Set(trials.map(armKey)).size;
  return [...grouped(trials, ({ block }) => block)]
    .sort(([a], [b]) => a - b)
    .flatMap(([, block]) => (new Set(block.map(armKey)).size === arms ? block : []));
}

/** In more than half of its trials: one alone may have met a spell of arrivals. */
export function mostlyUnstable(trials: readonly { readonly unstable: boolean }[]): boolean {
  return trials.filter(({ unstable }) => unstable).length > trials.length / 2;
}
