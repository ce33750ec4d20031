import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { Socket } from 'node:net';
import { AFTER_DEADLINE_MS } from '../../core/after-deadline.ts';
import { MAX_CONNECTIONS } from '../../load/plan/limits.ts';
import { MAX_TIMER_MS, startTimer } from '../../processes/timer.ts';
import { ClientConnection, hasBody, MAX_PIPELINED } from './client-connection.ts';
import { EXPECTATION, METHOD, NO_HOST, type Refusal, refuse, refuseLast, unreadable } from './refusal.ts';

/** Room for `MAX_PIPELINED` answers: with more that wait for their turn Node stops reading, and does not see the client hang up. */
const HIGH_WATER_BYTES = 128 * 1024;
/** What a client may take to read the last that it is told. */
const FAREWELL_MS = 1000;

const TOO_MANY: Refusal = { status: 429, error: `one connection may wait for ${MAX_PIPELINED} answers` };

/**
 * What stands before the routes of an HTTP worker. Every request that the routes get is answered by them alone; what is no
 * request, or none for them, is answered here, behind the answers that are due on its connection.
 */
export class HttpGate {
  readonly #worker: number;
  readonly #refused: () => void;
  readonly #open = new Map<Socket, ClientConnection>();

  /** `refused` hears of each request that is answered here. */
  constructor(worker: number, refused: () => void) {
    this.#worker = worker;
    this.#refused = refused;
  }

  /** `slowestMs`: what an answer may take. */
  server(routes: RequestListener, slowestMs: number): Server {
    const server = createServer({
      maxHeaderSize: 8192,
      headersTimeout: 5000,
      requestTimeout: 10_000,
      keepAliveTimeout: 60_000,
      connectionsCheckingInterval: 1000,
      requireHostHeader: false,
      highWaterMark: HIGH_WATER_BYTES,
    });
    // Their length is bounded. By number Node leaves the last ones out: the length of a body, it may be.
    server.maxHeadersCount = 0;
    // Ends connections whose client does not read its answers.
    server.timeout = Math.min(slowestMs + AFTER_DEADLINE_MS.connection, MAX_TIMER_MS);
    server.on('connection', (socket) => this.#opened(socket));
    server.on('request', (request, response) => {
      if (this.#admits(request, response)) routes(request, response);
    });
    server.on('checkContinue', (request, response) => {
      if (!this.#admits(request, response)) return;
      // A body would not be read, so it is not asked for.
      if (!hasBody(request)) response.writeContinue();
      routes(request, response);
    });
    server.on('checkExpectation', (request, response) => {
      if (this.#takes(request, response)) this.#refuse(response, EXPECTATION);
    });
    server.on('connect', (_request, socket) => {
      // Node has stopped reading: nobody would see the client hang up.
      socket.resume();
      this.#sayLast(socket as Socket, METHOD);
    });
    return server;
  }

  /** For what the parser, or its patience, gave up. */
  unreadable(error: { readonly code?: string }, socket: Socket): void {
    if (!socket.writable) socket.destroy();
    else if (!socket.readableEnded) this.#sayLast(socket, unreadable(error));
  }

  /** One too many is closed at once. Not by `maxConnections`: `cluster` offers what a worker refuses to the next, for ever. */
  #opened(socket: Socket): void {
    if (this.#open.size >= MAX_CONNECTIONS) {
      socket.destroy();
      return;
    }
    this.#open.set(socket, new ClientConnection(socket));
    socket.on('close', () => this.#open.delete(socket));
  }

  #takes(request: IncomingMessage, response: ServerResponse): boolean {
    const connection = this.#open.get(request.socket);
    if (connection === undefined) return false;
    if (connection.isFull) this.#sayLast(request.socket, TOO_MANY);
    return connection.take(request, response);
  }

  #admits(request: IncomingMessage, response: ServerResponse): boolean {
    if (!this.#takes(request, response)) return false;
    if (request.headers.host !== undefined || request.httpVersion === '1.0') return true;
    this.#refuse(response, NO_HOST);
    return false;
  }

  #refuse(response: ServerResponse, refusal: Refusal): void {
    this.#refused();
    refuse(this.#worker, refusal, response);
  }

  #sayLast(socket: Socket, refusal: Refusal): void {
    this.#open.get(socket)?.sayLast(() => {
      this.#refused();
      refuseLast(this.#worker, refusal, socket);
      socket.destroySoon();
      const over = startTimer(() => socket.destroy(), FAREWELL_MS);
      socket.once('close', () => clearTimeout(over));
    });
  }
}
