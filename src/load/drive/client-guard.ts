import type { Client, ResponseHead } from 'autocannon';
import type { ConnectionUse } from '../../contract/scenario.ts';
import { startTimer } from '../../processes/timer.ts';

/** Delay before the next connect if the last connection got no answer: no hot loop against a dead server. */
const RECONNECT_PAUSE_MS = 100;

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
    client._connect = () => (client.conn === undefined ? this.#open() : this.#breaks());
    client._doRequest = () => this.#offer();
    client.on('headers', (head: ResponseHead) => this.#answerBegins(head));
    client.on('done', () => clearTimeout(this.#pause));
  }

  /** Call only when ready. */
  send(path: string, ended: Ended): void {
    this.#inFlight = ended;
    const onResponse = (status: number, body: string): void => {
      this.#hasAnswered = true;
      this.#end({ status, body });
    };
    this.#client.setRequests([{ method: 'GET', path, onResponse }]);
    this.#write();
  }

  close(): void {
    this.#client.destroy();
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
