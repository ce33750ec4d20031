import { monotonicMs } from '../../processes/clock.ts';
import { ownMessage } from '../../processes/own-message.ts';
import type { FromWorker } from '../control.ts';
import { receive } from '../wire/channel.ts';
import type { Message } from '../wire/messages.ts';
import { Attention } from './attention.ts';
import type { Member } from './member.ts';
import type { PrimaryScheduling } from './primary-scheduling.ts';

/** Takes what workers send, as it comes. What is not ours (metrics, process managers, the app's own messages) is left to others. */
export class Hearing {
  readonly #said: (member: Member, message: Message) => boolean;
  readonly #malformed: (member: Member) => void;
  readonly #control: (member: Member, message: FromWorker) => void;
  readonly #attention = new Attention(monotonicMs, setImmediate);

  /** `said`: takes a message of a request; false for what the worker may not say. */
  constructor(
    said: (member: Member, message: Message) => boolean,
    malformed: (member: Member) => void,
    control: (member: Member, message: FromWorker) => void,
  ) {
    this.#said = said;
    this.#malformed = malformed;
    this.#control = control;
  }

  heard(member: Member, raw: unknown): void {
    const malformed = () => this.#malformed(member);
    const isBatch = receive(
      raw,
      (message) => {
        if (!this.#said(member, message)) malformed();
      },
      malformed,
    );
    if (!isBatch) {
      const message = ownMessage<FromWorker>(raw);
      if (message !== undefined) this.#control(member, message);
      return;
    }
    if (member.seat.role !== 'job') return;
    // Its next job leaves at once; answers to HTTP workers still wait for others to share their send.
    member.flush();
    this.#attention.heard();
  }
}

/** Tells the scheduling what a worker says. False for what a worker of that role may not say, or not in that name. */
export function hear(scheduling: PrimaryScheduling, { id, seat }: Member, message: Message): boolean {
  if (!('sender' in message.header) || message.header.sender !== id) return false;
  if (seat.role === 'http') {
    if (message.kind === 'request to primary') return scheduling.requested(message);
    if (message.kind !== 'cancellation') return false;
    scheduling.cancelled(message);
    return true;
  }
  if (message.kind === 'reply to primary') scheduling.replied(message);
  else if (message.kind === 'probe reply') scheduling.probed(message);
  else return false;
  return true;
}
