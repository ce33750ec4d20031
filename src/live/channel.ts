import type { Message } from './messages.ts';
import { decode, encode, type WireMessage } from './wire.ts';

/** The half of a process or worker that sends: `process` itself, or a `cluster.Worker`. */
export interface Sender {
  send(
    batch: readonly WireMessage[],
    handle: undefined,
    options: undefined,
    sent: (error: Error | null) => void,
  ): boolean;
}

/**
 * Messages to one other process. All that are posted in one turn of the event loop leave as one `process.send`, which is
 * what makes four messages a job affordable: a send costs far more than a message does.
 */
export class Channel {
  readonly #sender: Sender;
  readonly #broken: (error: Error) => void;
  #batch: WireMessage[] = [];
  #due: NodeJS.Immediate | undefined;

  /** `broken` hears of a send that failed: the other side is gone. */
  constructor(sender: Sender, broken: (error: Error) => void) {
    this.#sender = sender;
    this.#broken = broken;
  }

  post(message: Message): void {
    if (this.#batch.length === 0) this.#due = setImmediate(this.#send);
    this.#batch.push(encode(message));
  }

  /** Sends now what has been posted: for whoever knows that nothing more will be in this turn, and saves waiting for the next. */
  flush(): void {
    if (this.#batch.length === 0) return;
    clearImmediate(this.#due);
    this.#send();
  }

  readonly #send = (): void => {
    const batch = this.#batch;
    this.#batch = [];
    this.#sender.send(batch, undefined, undefined, this.#sent);
  };

  readonly #sent = (error: Error | null): void => {
    if (error) this.#broken(error);
  };
}

/** Hands on each message of a batch; `malformed` hears of everything else. */
export function receive(
  raw: unknown,
  handle: (message: Message) => void,
  malformed: (what: unknown) => void,
): void {
  if (!Array.isArray(raw)) {
    malformed(raw);
    return;
  }
  for (const wire of raw) {
    const message = decode(wire);
    if (message === undefined) malformed(wire);
    else handle(message);
  }
}
