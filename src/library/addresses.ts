import type { Address } from 'node:cluster';

const EVERYWHERE = [undefined, null, '', '0.0.0.0', '::'];

/** Where the HTTP workers of an app listen: ports, and paths of sockets. */
export class Addresses {
  readonly ports: number[] = [];
  readonly #urls = new Set<string>();

  add({ port, address }: Address): void {
    if (typeof port !== 'number' || port <= 0) return;
    if (!this.ports.includes(port)) this.ports.push(port);
    const host = EVERYWHERE.includes(address) ? '127.0.0.1' : address;
    this.#urls.add(`http://${host.includes(':') ? `[${host}]` : host}:${port}`);
  }

  /** Of the port that was listened on first; empty if there is none. */
  get url(): string {
    return [...this.#urls][0] ?? '';
  }
}
