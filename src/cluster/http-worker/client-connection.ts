import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** Requests of one connection that may be under way at once. */
export const MAX_PIPELINED = 256;

/**
 * A client's connection and the answers that it waits for. Node knows those too, but of a client that hangs up it tells only
 * the answer whose turn it is, and what is no request it reports before the requests ahead of it are answered.
 */
export class ClientConnection {
  readonly #socket: Socket;
  /** Answers that have not been sent, in their order. */
  readonly #due: ServerResponse[] = [];
  /** What still comes is not taken: it will be closed behind the last answer. */
  #ending = false;
  #ignored = 0;
  #lastWords: (() => void) | undefined;

  constructor(socket: Socket) {
    this.#socket = socket;
    // A client that ends its side has hung up: one that still reads cannot be told from one that is gone.
    socket.on('end', () => socket.destroySoon());
    // Node takes its own listener from a socket that it hands over.
    socket.on('error', () => {});
    socket.on('close', () => this.#closed());
  }

  get isFull(): boolean {
    return this.#due.length >= MAX_PIPELINED;
  }

  /** False if the request gets no answer, as the connection is about to be closed. */
  take(request: IncomingMessage, response: ServerResponse): boolean {
    // Nobody reads a body, and what comes behind a request for an upgrade Node may lose: no request may follow.
    const body = hasBody(request);
    if (body) request.resume();
    if (body || request.headers.upgrade !== undefined) response.shouldKeepAlive = false;
    if (this.#ending) {
      // Node keeps even those until the connection ends.
      if (++this.#ignored > MAX_PIPELINED) this.#socket.destroy();
      return false;
    }
    this.#ending = !response.shouldKeepAlive;
    this.#due.push(response);
    response.once('close', () => this.#answered());
    return true;
  }

  /** Calls `say` when no other answer is due; never if the connection is about to be closed anyway, or breaks. */
  sayLast(say: () => void): void {
    if (this.#ending) return;
    this.#ending = true;
    if (this.#due.length === 0) say();
    else this.#lastWords = say;
  }

  #answered(): void {
    this.#due.shift();
    if (this.#due.length === 0) this.#lastWords?.();
  }

  #closed(): void {
    this.#lastWords = undefined;
    for (const response of this.#due.splice(0)) {
      // Of these Node tells; from Node 24 on of the others too, so whoever listens does so once.
      if (response.socket === this.#socket || response.writableFinished) continue;
      response.destroyed = true;
      response.emit('close');
    }
  }
}

export function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) !== 0;
}
