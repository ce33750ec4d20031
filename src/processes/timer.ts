/** Node's timers have 31 bits of ms; a longer one would fire at once. */
export const MAX_TIMER_MS = 2 ** 31 - 1;

/** Like `setTimeout`, but a timer longer than 24.8 days fires after 24.8 days. */
export function startTimer(act: () => void, ms: number): NodeJS.Timeout {
  return setTimeout(act, Math.min(ms, MAX_TIMER_MS));
}

/** Resolves after this time, at most 24.8 days. */
export function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => startTimer(resolve, ms));
}
