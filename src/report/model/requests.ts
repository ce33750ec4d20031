import type { RequestRecord } from '../../measuring/summary/request-record.ts';
import type { RunResult } from '../../results/schema.ts';
import type { TrialRecord } from '../../results/trial-schema.ts';

/** The single requests of a run, as far as they are there. */
export type Requests =
  | { readonly kind: 'kept'; readonly of: ReadonlyMap<TrialRecord, readonly RequestRecord[]> }
  | { readonly kind: 'none'; readonly why: string };

/** A strategy's requests in one block. */
export interface TrialRequests {
  readonly strategy: string;
  readonly records: readonly RequestRecord[];
}

/** The trials of each block, without the twin, if every strategy has one. */
export function requestsByBlock(
  { trials, strategies }: RunResult,
  of: ReadonlyMap<TrialRecord, readonly RequestRecord[]>,
): Map<number, TrialRequests[]> {
  const names = [...new Set(strategies.map(({ name }) => name))];
  const blocks = new Map<number, TrialRequests[]>();
  for (const trial of trials) {
    const records = of.get(trial);
    if (trial.twin || records === undefined) continue;
    const own = blocks.get(trial.block) ?? [];
    blocks.set(trial.block, own);
    own.push({ strategy: trial.strategy, records });
  }
  for (const [block, own] of blocks) {
    if (own.length < names.length) blocks.delete(block);
    else own.sort((a, b) => names.indexOf(a.strategy) - names.indexOf(b.strategy));
  }
  return blocks;
}
