import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PortRefused } from './port-refused.ts';

/** Answers one path. */
export type Route = (request: IncomingMessage, response: ServerResponse) => void;

const MOST_CONNECTIONS = 64;
const HEADERS = {
  'cache-control': 'no-store',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

/**
 * Serves this machine only. It checks the host that a request names, so that a foreign website whose name leads to this machine
 * learns nothing. It does not keep its process alive.
 */
export class LoopbackServer {
  readonly #server: Server;
  readonly #routes: ReadonlyMap<string, Route>;
  #hosts: readonly string[] = [];
  url = '';

  /** Takes the first of these ports that is free; 0 is any free one. Throws PortRefused if none is. */
  static async start(routes: ReadonlyMap<string, Route>, ports: readonly number[]): Promise<LoopbackServer> {
    const server = new LoopbackServer(routes);
    for (const port of ports) if (await server.#listensOn(port)) return server;
    throw new PortRefused(ports[0] ?? 0, 'is taken');
  }

  private constructor(routes: ReadonlyMap<string, Route>) {
    this.#routes = routes;
    this.#server = createServer({ requestTimeout: 10_000, headersTimeout: 5000 }, (request, response) =>
      this.#answer(request, response),
    );
    this.#server.maxConnections = MOST_CONNECTIONS;
    this.#server.unref();
  }

  /** Ends all connections at once. */
  async close(): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }

  async #listensOn(port: number): Promise<boolean> {
    try {
      this.#server.listen(port, '127.0.0.1');
      await once(this.#server, 'listening');
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EADDRINUSE') return false;
      throw code === 'EACCES' ? new PortRefused(port, 'needs more rights than this command has') : error;
    }
    const { port: own } = this.#server.address() as AddressInfo;
    this.#hosts = [`127.0.0.1:${own}`, `localhost:${own}`];
    this.url = `http://127.0.0.1:${own}`;
    return true;
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
    const route = this.#routes.get(request.url?.split('?')[0] ?? '');
    if (!this.#hosts.includes(request.headers.host ?? ''))
      refuse(response, 403, 'another host is served here');
    else if (route === undefined) refuse(response, 404, `there is ${[...this.#routes.keys()].join(', ')}`);
    else if (request.method !== 'GET')
      refuse(response.setHeader('allow', 'GET'), 405, 'only GET is served here');
    else route(request, response);
  }
}

function refuse(response: ServerResponse, status: number, why: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', connection: 'close' });
  response.end(`${why}\n`);
}
