/** Node counts the ms of a timer in 31 bits; one that is asked for more fires at once. */
export const MAX_TIMER_MS = 2 ** 31 - 1;

/** A timer as `setTimeout` makes it, of any length; but one longer than 24.8 days fires after 24.8 days. */
export function startTimer(act: () => void, ms: number): NodeJS.Timeout {
  return setTimeout(act, Math.min(ms, MAX_TIMER_MS));
}

/** Resolves then, or after 24.8 days. */
export function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => startTimer(resolve, ms));
}
