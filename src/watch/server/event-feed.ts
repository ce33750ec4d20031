import type { IncomingMessage, ServerResponse } from 'node:http';

/** What is sent: everything after a tick, as JSON text. */
export type FrameAfter = (tick: number) => string;

const MOST_READERS = 16;
/** A reader that leaves so much unread is too slow. */
const MOST_UNREAD_BYTES = 256 * 1024;
const RETRY_MS = 1000;

/**
 * Server-sent events for any number of readers. Each gets what it has not seen, also after a broken connection: the id of an event
 * names its tick and this run. A reader that does not keep up is dropped; it comes back by itself, and then misses nothing.
 */
export class EventFeed {
  readonly #run: string;
  readonly #frameAfter: FrameAfter;
  /** The tick that each has seen. */
  readonly #readers = new Map<ServerResponse, number>();
  #tick = 0;

  /** `run`: tells ids of this run from those of another that was served here before. */
  constructor(run: string, frameAfter: FrameAfter) {
    this.#run = run;
    this.#frameAfter = frameAfter;
  }

  get readers(): number {
    return this.#readers.size;
  }

  readonly route = ({ headers }: IncomingMessage, response: ServerResponse): void => {
    if (this.#readers.size >= MOST_READERS) {
      response.writeHead(503, { connection: 'close' }).end();
      return;
    }
    response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
    response.on('close', () => this.#readers.delete(response));
    // A reader that goes away in the middle of an event is no error of ours.
    response.on('error', () => {});
    response.write(`retry: ${RETRY_MS}\n\n`);
    this.#readers.set(response, this.#seenBy(headers['last-event-id']));
    this.#sendTo(response, new Map());
  };

  /** `tick`: the one that is complete now. */
  send(tick: number): void {
    this.#tick = tick;
    const texts = new Map<number, string>();
    for (const response of this.#readers.keys()) this.#sendTo(response, texts);
  }

  /** Ends all readers once they have read what they were sent. */
  end(): void {
    for (const response of this.#readers.keys()) response.end();
  }

  #sendTo(response: ServerResponse, texts: Map<number, string>): void {
    if (response.writableLength > MOST_UNREAD_BYTES) {
      response.destroy();
      return;
    }
    const seen = this.#readers.get(response) ?? 0;
    const text = texts.get(seen) ?? this.#frameAfter(seen);
    texts.set(seen, text);
    response.write(`id: ${this.#run}-${this.#tick}\ndata: ${text}\n\n`);
    this.#readers.set(response, this.#tick);
  }

  #seenBy(id: string | string[] | undefined): number {
    const [run, tick] = String(id ?? '').split('-');
    return run === this.#run && /^\d{1,9}$/.test(tick ?? '') ? Number(tick) : 0;
  }
}
