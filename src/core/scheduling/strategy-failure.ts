/** The strategy broke the contract: the trial is void. The message names the strategy and the rule. */
export class StrategyFailure extends Error {
  override readonly name = 'StrategyFailure';
}

/** A strategy failed while it took over. The one before is still in charge, as if nothing had happened. */
export class StrategyRefused extends Error {
  override readonly name = 'StrategyRefused';
}
