import { isStopped } from '../processes/is-stopped.ts';
import type { Blame } from './control.ts';

/** The primary says twice a second that its event loop turns. Silent for so long, it is stuck for good. */
const SILENCE_LIMIT_MS = 5000;
export const CHECK_EVERY_MS = 500;

/** How long the primary has said nothing since its first word, for whoever checks every `CHECK_EVERY_MS`. */
export class PrimaryWatch {
  /** Before its first word it may take its time to load. */
  #heardMs = Number.POSITIVE_INFINITY;
  #checkedMs = Number.POSITIVE_INFINITY;

  heard(nowMs: number): void {
    this.#heardMs = nowMs;
  }

  isStuck(nowMs: number): boolean {
    // A check that comes late was held up itself: then silence proves nothing.
    const wasHeldUp = nowMs - this.#checkedMs > 2 * CHECK_EVERY_MS;
    if (wasHeldUp && this.#heardMs !== Number.POSITIVE_INFINITY) this.#heardMs = nowMs;
    this.#checkedMs = nowMs;
    return nowMs - this.#heardMs >= SILENCE_LIMIT_MS;
  }
}

/** `job`: what its strategy has had in hand for long, as far as it could still say so. No strategy is to blame for a signal. */
export function whyStuck(
  pid: number,
  strategy: string | undefined,
  job: string | undefined,
): { readonly cause: 'strategy' | 'cluster'; readonly reason: string } {
  const seconds = SILENCE_LIMIT_MS / 1000;
  if (isStopped(pid))
    return { cause: 'cluster', reason: `the primary was stopped by a signal, for over ${seconds} s` };
  const reason = `the primary has been stuck for ${seconds} s`;
  if (strategy === undefined) return { cause: 'cluster', reason };
  const from = job === undefined ? '' : ` from job ${job}`;
  return { cause: 'strategy', reason: `${reason}: strategy ${strategy} seems never to return${from}` };
}

/** The primary never ends by itself: where a strategy runs in it, its end by anything but a kill is the strategy's doing. */
export function whyEnded(
  code: number | null,
  signal: NodeJS.Signals | null,
  strategy: string | undefined,
): Blame {
  const how = signal ?? `exit code ${code}`;
  if (strategy === undefined || (signal !== null && signal !== 'SIGABRT'))
    return { cause: 'cluster', reason: `the primary ended by ${how}` };
  const what =
    signal === 'SIGABRT' ? 'used all the memory of the primary, or aborted it' : `ended the primary (${how})`;
  return { cause: 'strategy', reason: `strategy ${strategy} ${what}` };
}
