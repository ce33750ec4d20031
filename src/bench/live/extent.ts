import type { Arm } from '../../catalogue/arms.ts';
import type { MeasuredScenario } from '../../load/plan/scenario-states.ts';
import type { RunResult } from '../../results/schema.ts';
import { trialsPerBlock } from './layout.ts';
import { expectedMs } from './live-trial.ts';

/** Number of blocks that fit into this time, at least one. */
export function blocksWithin(
  limitMs: number,
  most: number,
  arms: readonly Arm[],
  scenario: MeasuredScenario,
): number {
  const blockMs = expectedMs({ scenario }) * trialsPerBlock(arms.length, scenario, 'quick');
  return Math.max(1, Math.min(most, Math.floor(limitMs / blockMs)));
}

/** Whether all intervals of the class judged first are within `target` (a share) to either side, whatever they show. */
export function isNarrow({ comparisons, design }: RunResult, target: number): boolean {
  const ratios = comparisons
    .filter((one) => one.class === design.primaryClass && one.strategy !== design.baseline)
    .map(({ ratio }) => ratio);
  return (
    ratios.length > 0 &&
    ratios.every(
      (ratio) =>
        ratio?.low != null &&
        ratio.high != null &&
        Math.log(ratio.high / ratio.low) / 2 <= Math.log1p(target),
    )
  );
}
