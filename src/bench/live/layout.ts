import type { Arm } from '../../catalogue/arms.ts';
import { RandomStream } from '../../core/random-stream.ts';
import { shuffled } from '../../core/shuffled.ts';
import type { MeasuredScenario } from '../../load/plan/scenario-states.ts';
import type { Design } from '../../results/schema.ts';

/** One trial to be run: which arm, in which block, at which place in it. */
export interface Slot {
  readonly block: number;
  readonly position: number;
  readonly arm: Arm;
  /** The baseline a second time. */
  readonly twin: boolean;
  /** Of a closed loop; null where requests arrive on a schedule. */
  readonly connections: number | null;
  /** Of the block's requests: the same for all its arms. */
  readonly seed: number;
}

/** The trials of a block, shuffled, so that no arm always runs behind the same other. All of it follows from the seed. */
export function slotsOf(
  block: number,
  arms: readonly Arm[],
  scenario: MeasuredScenario,
  design: Design,
  seed: number,
): Slot[] {
  const levels = scenario.load.model === 'closed' ? scenario.load.connections : [null];
  const baseline = arms.filter((arm) => arm.label === design.baseline && design.mode !== 'quick');
  const wanted = [
    ...arms.map((arm) => ({ arm, twin: false })),
    ...baseline.map((arm) => ({ arm, twin: true })),
  ].flatMap((one) => levels.map((connections) => ({ ...one, connections })));
  const order = shuffled(wanted, new RandomStream(seed, `order of block ${block}`));
  return order.map((one, position) => ({ ...one, block, position, seed: seed + block }));
}

/** The same trial whether it is still to be run or has been. */
export function slotKey(block: number, strategy: string, twin: boolean, connections: number | null): string {
  return `${block} ${strategy} ${twin ? 'twin' : 'first'} ${connections ?? 'scheduled'}`;
}
