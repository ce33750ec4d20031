import type { StrategyArm } from '../../catalogue/arms.ts';
import type { Settled } from '../../processes/task-process.ts';

/** A strategy that failed in simulation. It has no row; the other strategies keep theirs. */
export interface Failed {
  readonly strategy: string;
  readonly message: string;
}

/** The first failure among the replications of one row; undefined if there is none. */
export function failureOf(own: readonly Settled<unknown>[]): string | undefined {
  for (const one of own) if ('failure' in one) return one.failure;
  return undefined;
}

/** Each failed strategy once. */
export function failuresOf(
  rows: readonly { readonly arm: StrategyArm; readonly own: readonly Settled<unknown>[] }[],
): Failed[] {
  const failed = new Map<string, string>();
  for (const { arm, own } of rows) {
    const message = failureOf(own);
    if (message !== undefined) failed.set(arm.label, message);
  }
  return [...failed].map(([strategy, message]) => ({ strategy, message }));
}
