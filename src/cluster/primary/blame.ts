import type { Arm } from '../../catalogue/arms.ts';
import { placeOf, withPlace } from '../../catalogue/place-in-stack.ts';
import { StrategyFailure } from '../../core/scheduling/strategy-failure.ts';
import type { Blame } from '../control.ts';

/** For what was thrown while the cluster started: if the strategy did so while it was loaded or made, it is its failure. */
export function blameForStart(error: unknown, arm: Arm): Blame {
  const known = error instanceof Error ? error : new Error(String(error));
  if (arm.kind === 'strategy' && (known instanceof StrategyFailure || placeOf(known, arm.file) !== undefined))
    return { cause: 'strategy', reason: withPlace(known, arm.file) };
  return { cause: 'cluster', reason: known.message };
}

/** For what nobody has caught. Where a strategy's code is in its stack, the strategy failed; so does one that throws no error. */
export function blameForUncaught(error: unknown, arm: Arm): Blame {
  const what = error instanceof Error ? error.message : String(error);
  const place = arm.kind === 'strategy' ? placeOf(error, arm.file) : undefined;
  if (arm.kind !== 'strategy' || (place === undefined && error instanceof Error))
    return { cause: 'cluster', reason: `the primary failed: ${what}` };
  const where = place === undefined ? '' : ` (${place})`;
  return {
    cause: 'strategy',
    reason: `strategy ${arm.label} threw outside its callbacks: ${what}${where}`,
  };
}
