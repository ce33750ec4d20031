import { once } from 'node:events';
import { type AddressInfo, connect, type Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { HttpCounts } from '../../src/cluster/account.ts';
import type { Submitted } from '../../src/cluster/http-worker/heavy-path.ts';
import { httpServer } from '../../src/cluster/http-worker/http-server.ts';
import type { Answer } from '../../src/cluster/wire/messages.ts';

const OK: Answer = {
  outcome: 'ok',
  jobWorker: 2,
  startedMs: 1,
  waitMs: 0,
  serviceMs: 1,
  result: undefined,
  reason: '',
};

export const LIGHT = ask('GET', '/light-request');
export const HEAVY = ask('GET', '/heavy-request?type=short');
export const NOWHERE = ask('GET', '/nowhere');

export function ask(method: string, target: string, headers = '', body = ''): string {
  return `${method} ${target} HTTP/1.1\r\nhost: test\r\n${headers}\r\n${body}`;
}

/** The HTTP side of a worker, in this process and without a primary. */
export class HttpWorker {
  readonly app: FastifyInstance;
  readonly counts: HttpCounts;
  /** Each answers a heavy request: none is unless the test says so. */
  readonly answers: (() => void)[] = [];
  /** Heavy requests are answered as they come. */
  prompt = false;
  cancelled = 0;

  constructor() {
    const types = { short: { runs: 'sleep', sizeMs: 1 } } as const;
    const settings = { types, lightMs: 1, timeoutMs: 60_000, seed: 1 };
    const { app, kept } = httpServer(1, settings, new Map(), () => this.#submit());
    this.app = app;
    this.counts = kept.counts;
  }

  async start(): Promise<void> {
    await this.app.listen({ host: '127.0.0.1', port: 0 });
  }

  async connect(): Promise<Client> {
    const accepted = once(this.app.server, 'connection') as Promise<[Socket]>;
    const { port } = this.app.server.address() as AddressInfo;
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    const [served] = await accepted;
    return new Client(socket, served);
  }

  /** Of those that were sent. */
  get answered(): number {
    const { light, heavy, refused } = this.counts;
    return refused + light.ok + heavy.ok;
  }

  #submit(): Submitted {
    const answer = new Promise<Answer>((resolve) => {
      if (this.prompt) setImmediate(resolve, OK);
      else this.answers.push(() => resolve(OK));
    });
    return { answer, cancel: () => void this.cancelled++ };
  }
}

/** One that keeps its side of the connection open when the server closes its own. */
export class Client {
  readonly socket: Socket;
  /** The server has closed the connection, for good. */
  readonly closed: Promise<unknown>;
  readonly #over: Promise<unknown>;
  #received = '';

  constructor(socket: Socket, served: Socket) {
    this.socket = socket;
    this.closed = new Promise((resolve) => served.once('close', resolve));
    this.#over = new Promise((resolve) => socket.once('end', resolve).once('error', resolve));
    socket.on('error', () => {});
    socket.on('data', (chunk) => {
      this.#received += chunk.toString('latin1');
    });
  }

  /** Of all answers until the server closes the connection, without those that only say to go on. */
  async statuses(): Promise<number[]> {
    await Promise.all([this.closed, this.#over]);
    this.socket.destroy();
    const heads = this.#received.matchAll(/HTTP\/1\.1 (\d+) /g);
    return [...heads].map(([, status]) => Number(status)).filter((status) => status > 100);
  }
}
