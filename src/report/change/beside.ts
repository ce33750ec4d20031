import type { RunChange } from '../../comparison/between-runs.ts';
import type { Difference } from '../../comparison/differences.ts';
import type { BenchRun } from '../../results/simulation-schema.ts';

/** A later run beside the first. */
export interface Beside {
  readonly run: BenchRun;
  readonly change: RunChange;
  readonly differences: readonly Difference[];
}
