import { MARK } from '../../processes/own-message.ts';

/** Of a reply to the primary on the wire: see `encode`. */
const REPLY = 3;
const STARTED_US = 5;

/**
 * Clocks of machines are never compared. An agent says of each reply how long ago its job started, and the primary counts that
 * from when it hears of it: a wait is then too long by the way of the reply. Changes the batch in place; both directions are
 * the same subtraction. A start of 0 says that the job was not run.
 */
export function turnStarts(batch: unknown, nowMs: number): void {
  if (!Array.isArray(batch) || batch[0] !== MARK) return;
  const nowUs = Math.round(nowMs * 1000);
  for (const message of batch) {
    if (!Array.isArray(message) || message[0] !== REPLY || typeof message[STARTED_US] !== 'number') continue;
    if (message[STARTED_US] > 0) message[STARTED_US] = Math.max(1, nowUs - message[STARTED_US]);
  }
}
