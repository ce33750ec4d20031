import type { Client, ResponseHead } from 'autocannon';
import type { ConnectionUse } from '../../contract/scenario.ts';
import { startTimer } from '../../processes/timer.ts';

/** Before another connect when the last connection answered nothing: no hot loop against a dead server. */
const RECONNECT_PAUSE_MS = 100;

export interface Answer {
  readonly status: number;
  readonly body: string;
}

/** Called exactly once for each request: undefined if the connection broke first. Not called after `close`. */
export type Ended = (answer: Answer | undefined) => void;

export interface ConnectionListener {
  /** Connected, and nothing is in flight: a request may be sent. */
  ready(connection: GuardedClient): void;
  /** Nothing may be sent until the next `ready`. */
  broken(connection: GuardedClient): void;
}

/**
 * One autocannon client, made to send when it is told to and to lose nothing when its connection breaks. Left alone,
 * autocannon reconnects at once and for ever, and pairs every later answer with the request before it.
 */
export class GuardedClient {
  readonly index: number;
  /** Times it was connected after its connection broke. */
  reconnects = 0;
  readonly #client: Client;
  readonly #use: ConnectionUse;
  readonly #listener: ConnectionListener;
  readonly #connect: () => void;
  readonly #write: () => void;
  #inFlight: Ended | undefined;
  #connected = false;
  /** Since it last connected. */
  #hasAnswered = false;
  /** The server will close this connection, or what it says can no longer be trusted. */
  #isLast = false;
  #isBroken = false;
  #pause: NodeJS.Timeout | undefined;

  /** To be called while autocannon sets the client up: before it connects. */
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

  /** Only when ready. */
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
    // Half an answer from the broken connection must not swallow the first one of the new connection.
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
    // Servers answer 408 to a connection that stays silent; autocannon would throw for want of a request to pair it with.
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
