import type { Client, ResponseHead } from 'autocannon';
import type { ConnectionUse } from '../../contract/scenario.ts';
import { startTimer } from '../../processes/timer.ts';

/** Delay before the next connect if the last connection got no answer: no hot loop against a dead server. */
const RECONNECT_PAUSE_MS = 100;
/** `HTTPParser.kOnHeadersComplete`. */
const ON_HEADERS_COMPLETE = 2;

/** What is sent. The driver adds host, connection and the length of the body. */
export interface HttpRequest {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly body?: string | undefined;
}

export interface Answer {
  readonly status: number;
  readonly body: string;
}

/** Called exactly once for each request; undefined if the connection broke first. Not called after `close`. */
export type Ended = (answer: Answer | undefined) => void;

export interface ConnectionListener {
  /** Connected, with no request in flight: a request may be sent. */
  ready(connection: GuardedClient): void;
  /** No request may be sent until the next `ready`. */
  broken(connection: GuardedClient): void;
}

/**
 * Makes an autocannon client send on demand, and lose no request when its connection breaks. By default autocannon
 * reconnects at once and for ever, and then matches every later answer to the previous request.
 */
export class GuardedClient {
  readonly index: number;
  /** Number of reconnects after a broken connection. */
  reconnects = 0;
  readonly #client: Client;
  readonly #use: ConnectionUse;
  readonly #listener: ConnectionListener;
  readonly #connect: () => void;
  readonly #write: () => void;
  #inFlight: Ended | undefined;
  /** Answers to HEAD have none, though their headers say how long it would be. */
  #awaitsBody = true;
  #connected = false;
  /** Since the last connect. */
  #hasAnswered = false;
  /** The server will close this connection, or its answers are no longer reliable. */
  #isLast = false;
  #isBroken = false;
  #pause: NodeJS.Timeout | undefined;

  /** Call this while autocannon sets up the client, before it connects. */
  constructor(client: Client, index: number, use: ConnectionUse, listener: ConnectionListener) {
    this.index = index;
    this.#client = client;
    this.#use = use;
    this.#listener = listener;
    this.#connect = client._connect.bind(client);
    this.#write = client._doRequest.bind(client);
    client._connect = () => (client.conn === undefined ? this.#begin() : this.#breaks());
    client._doRequest = () => this.#offer();
    client.on('headers', (head: ResponseHead) => this.#answerBegins(head));
    client.on('done', () => clearTimeout(this.#pause));
  }

  /** Call only when ready. */
  send({ method, path, headers, body }: HttpRequest, ended: Ended): void {
    this.#inFlight = ended;
    this.#awaitsBody = method !== 'HEAD';
    const onResponse = (status: number, body: string): void => {
      this.#hasAnswered = true;
      this.#end({ status, body });
    };
    this.#client.setRequests([
      { method, path, ...(headers && { headers }), ...(body !== undefined && { body }), onResponse },
    ]);
    this.#write();
  }

  close(): void {
    this.#client.destroy();
  }

  #begin(): void {
    this.#tellOfHead();
    this.#open();
  }

  #open(): void {
    this.#hasAnswered = false;
    this.#isLast = false;
    // Half an answer from the broken connection must not corrupt the first answer of the new one.
    this.#client.parser.reinitialize('RESPONSE');
    this.#connect();
    this.#client.conn?.once('connect', () => {
      if (this.#isBroken) this.reconnects++;
      this.#isBroken = false;
      this.#connected = true;
      this.#offer();
    });
  }

  /** autocannon calls this instead of sending: before the socket is connected, and after each answer. */
  #offer(): void {
    if (!this.#connected || this.#inFlight !== undefined) return;
    if (this.#use === 'new for each request' && this.#hasAnswered) this.#replace();
    else if (this.#isLast) this.#breaks();
    else this.#listener.ready(this);
  }

  /** The parser does not know what was asked for, and takes the length that an answer to HEAD names for that of a body. */
  #tellOfHead(): void {
    const { parser } = this.#client;
    const begins = parser[ON_HEADERS_COMPLETE];
    parser[ON_HEADERS_COMPLETE] = (head) => {
      const hasNoBody = !this.#awaitsBody || head.statusCode === 304;
      begins(hasNoBody ? { ...head, shouldKeepAlive: !closes(head) } : head);
      return hasNoBody;
    };
  }

  #answerBegins(head: ResponseHead): void {
    if (!head.shouldKeepAlive) this.#isLast = true;
    if (this.#inFlight !== undefined) return;
    // Servers answer 408 to a silent connection. Without a request to match it, autocannon would throw.
    this.#isLast = true;
    this.#client.pipelinedRequests.insertRequest({});
  }

  #breaks(): void {
    this.#isBroken = true;
    this.#replace();
  }

  #replace(): void {
    this.#connected = false;
    this.#client._destroyConnection();
    this.#listener.broken(this);
    this.#end(undefined);
    if (this.#hasAnswered) this.#open();
    else this.#pause = startTimer(() => this.#open(), RECONNECT_PAUSE_MS);
  }

  #end(answer: Answer | undefined): void {
    const ended = this.#inFlight;
    this.#inFlight = undefined;
    ended?.(answer);
  }
}

function closes({ headers }: ResponseHead): boolean {
  return headers.some((name, i) => {
    const value = headers[i + 1] ?? '';
    return i % 2 === 0 && /^connection$/i.test(name) && /\bclose\b/i.test(value);
  });
}
