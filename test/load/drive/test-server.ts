import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { monotonicMs } from '../../../src/processes/clock.ts';

export interface Arrival {
  readonly type: string;
  readonly sizeMs: number;
  /** On the monotonic clock. */
  readonly startedMs: number;
  /** From 0, in order of arrival. */
  readonly number: number;
  readonly socket: Socket;
}

export type Handler = (arrival: Arrival, response: ServerResponse) => void;

/** Answers as the cluster's HTTP workers do; says `serviceMs` = the size asked for, and as `jobWorker` the length of the type's name. */
export class TestServer {
  readonly arrivals: Arrival[] = [];
  connections = 0;
  mostInFlight = 0;
  #inFlight = 0;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  constructor(handle: Handler) {
    this.#server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
      this.mostInFlight = Math.max(this.mostInFlight, ++this.#inFlight);
      response.on('close', () => this.#inFlight--);
      const arrival = arrivalOf(request, this.arrivals.length);
      this.arrivals.push(arrival);
      handle(arrival, response);
    });
    this.#server.on('connection', (socket) => {
      this.connections++;
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
    });
  }

  async listen(): Promise<string> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** For what a whole server does to its connections. */
  get sockets(): Iterable<Socket> {
    return this.#sockets;
  }

  /** Refuses new connections and breaks the old ones. */
  async stop(): Promise<void> {
    if (!this.#server.listening) return;
    const closed = once(this.#server, 'close');
    this.#server.close();
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }
}

function arrivalOf(request: IncomingMessage, number: number): Arrival {
  const url = new URL(request.url ?? '', 'http://test');
  const { searchParams, pathname } = url;
  const type = pathname === '/light-request' ? 'light' : (searchParams.get('type') ?? 'none');
  const sizeMs = Number(searchParams.get('size') ?? 0);
  return { type, sizeMs, startedMs: monotonicMs(), number, socket: request.socket };
}

export function answer(arrival: Arrival, response: ServerResponse): void {
  const view =
    arrival.type === 'light'
      ? { success: true, httpWorker: 1 }
      : {
          success: true,
          httpWorker: 1,
          jobWorker: arrival.type.length,
          startedMs: arrival.startedMs,
          waitMs: 0.25,
          serviceMs: arrival.sizeMs,
        };
  answerWith(response, 200, view);
}

export function answerWith(response: ServerResponse, status: number, body: object): void {
  if (response.destroyed) return;
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

/** Takes as long as the request asks for; light requests 1 ms. */
export async function serve(arrival: Arrival, response: ServerResponse): Promise<void> {
  await sleep(arrival.sizeMs || 1);
  answer(arrival, response);
}
