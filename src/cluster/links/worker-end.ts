import type { Sender } from '../wire/channel.ts';

/** A worker's end of its link to the primary. */
export interface WorkerEnd extends Sender {
  readonly id: number;
  /** Every message from the primary, whoever sent it. */
  hear(listener: (raw: unknown) => void): void;
  ignore(listener: (raw: unknown) => void): void;
  /** From now on the primary is told that the event loop turns. */
  startBeating(): void;
  /** A worker that computes ends soon after its primary, however that ended. */
  endWithPrimary(): void;
}
