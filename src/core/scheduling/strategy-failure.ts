/** The strategy broke the contract: the trial is void. The message names the strategy and the rule. */
export class StrategyFailure extends Error {
  override readonly name = 'StrategyFailure';
}
