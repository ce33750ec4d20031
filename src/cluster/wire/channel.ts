import { MARK } from '../../processes/own-message.ts';
import { decode } from './decode.ts';
import { encode, type WireMessage } from './encode.ts';
import type { Message } from './messages.ts';

/** The mark, then messages. */
export type Batch = readonly [typeof MARK, ...WireMessage[]];

/** The half of a link that sends, with the parameters of a process. False asks to wait until it was sent. */
export interface Sender {
  send(message: object, handle: undefined, options: undefined, sent: (error: Error | null) => void): boolean;
}

/** Messages that may wait for a reader that is behind. */
const MOST_WAITING = 20_000;

/**
 * Messages to one other process. All that are given to it in one turn of the event loop leave as one `process.send`, which is
 * what makes four messages a job affordable: a send costs far more than a message does. Once the system holds back what was
 * sent, nothing more is until the other side has read it: what comes meanwhile waits here, where it can be counted.
 */
export class Channel {
  readonly #sender: Sender;
  readonly #broken: (error: Error) => void;
  #batch: [typeof MARK, ...WireMessage[]] = [MARK];
  #due: NodeJS.Immediate | undefined;
  /** Sends that the system has not carried out yet. */
  #underWay = 0;
  #heldBack = false;

  /** `broken` hears of a send that failed: the other side is gone. */
  constructor(sender: Sender, broken: (error: Error) => void) {
    this.#sender = sender;
    this.#broken = broken;
  }

  send(message: Message): void {
    if (this.#batch.length === 1 && !this.#heldBack) this.#due = setImmediate(this.#sendBatch);
    this.#batch.push(encode(message));
  }

  /** More waits here than a reader that is alive would leave. */
  get isOverfull(): boolean {
    return this.#batch.length - 1 > MOST_WAITING;
  }

  /** Sends now what it was given: for whoever knows that nothing more will be in this turn, and saves waiting for the next. */
  flush(): void {
    if (this.#batch.length === 1 || this.#heldBack) return;
    clearImmediate(this.#due);
    this.#sendBatch();
  }

  readonly #sendBatch = (): void => {
    const batch = this.#batch;
    this.#batch = [MARK];
    this.#underWay++;
    // False says that it waits in this process; it will be sent all the same.
    const flows = this.#sender.send(batch, undefined, undefined, this.#sent);
    this.#heldBack = !flows && this.#underWay > 0;
  };

  readonly #sent = (error: Error | null): void => {
    if (error) this.#broken(error);
    if (--this.#underWay > 0 || !this.#heldBack) return;
    this.#heldBack = false;
    this.flush();
  };
}

/**
 * Passes on each message of a batch; `malformed` is called with every other element. Returns false for anything that is not a
 * batch of ours.
 */
export function receive(
  raw: unknown,
  handle: (message: Message) => void,
  malformed: (what: unknown) => void,
): boolean {
  if (!Array.isArray(raw) || raw[0] !== MARK) return false;
  for (let i = 1; i < raw.length; i++) {
    const message = decode(raw[i]);
    if (message === undefined) malformed(raw[i]);
    else handle(message);
  }
  return true;
}
