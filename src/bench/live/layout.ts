import type { Arm } from '../../catalogue/arms.ts';
import { RandomStream } from '../../core/random-stream.ts';
import { shuffled } from '../../core/shuffled.ts';
import type { MeasuredScenario } from '../../load/plan/scenario-states.ts';
import type { Design } from '../../results/schema.ts';
import type { TrialIdentity } from '../../results/trial-identity.ts';

/** One planned trial. */
export interface Slot extends TrialIdentity {
  /** Position in its block, from 0. */
  readonly position: number;
  readonly arm: Arm;
  /** Seed of the block's requests, the same for all its arms. */
  readonly seed: number;
}

/** The numbers of connections for each arm; null for open loads. */
export function levelsOf({ load }: MeasuredScenario): readonly (number | null)[] {
  return load.model === 'closed' ? load.connections : [null];
}

/** The baseline runs twice if the run gives verdicts. */
export function trialsPerBlock(arms: number, scenario: MeasuredScenario, mode: Design['mode']): number {
  return (arms + (mode === 'quick' ? 0 : 1)) * levelsOf(scenario).length;
}

/** The trials of a block, shuffled by the seed, so that no arm always follows the same other one. */
export function slotsOf(
  block: number,
  arms: readonly Arm[],
  scenario: MeasuredScenario,
  design: Design,
  seed: number,
): Slot[] {
  const levels = levelsOf(scenario);
  const baseline = arms.filter((arm) => arm.label === design.baseline && design.mode !== 'quick');
  const wanted = [
    ...arms.map((arm) => ({ arm, strategy: arm.label, twin: false })),
    ...baseline.map((arm) => ({ arm, strategy: arm.label, twin: true })),
  ].flatMap((one) => levels.map((connections) => ({ ...one, connections })));
  const order = shuffled(wanted, new RandomStream(seed, `order of block ${block}`));
  return order.map((one, position) => ({ ...one, block, position, seed: seed + block }));
}
