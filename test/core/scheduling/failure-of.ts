import { expect } from 'chai';
import { StrategyFailure } from '../../../src/core/scheduling/strategy-failure.ts';

/** How the trial fails when this happens. */
export function failureOf(act: () => unknown): StrategyFailure {
  try {
    act();
  } catch (error) {
    if (error instanceof StrategyFailure) return error;
    throw error;
  }
  return expect.fail('nothing was thrown');
}
