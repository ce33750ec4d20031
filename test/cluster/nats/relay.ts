import { once } from 'node:events';
import { type AddressInfo, createConnection, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** A way to a port of this machine that can be slow, or cut. */
export class Relay {
  readonly port: number;
  /** How long each chunk takes, in both directions. */
  delayMs = 0;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #isCut = false;

  static async start(target: number, host: string): Promise<Relay> {
    const server = createServer();
    await once(server.listen(0, host), 'listening');
    return new Relay(server, target);
  }

  private constructor(server: Server, target: number) {
    this.#server = server;
    this.port = (server.address() as AddressInfo).port;
    server.on('connection', (near) => {
      const far = createConnection({ host: '127.0.0.1', port: target, noDelay: true });
      near.setNoDelay();
      this.#pass(near, far);
      this.#pass(far, near);
    });
  }

  /** Nothing passes any more, and nobody is told. What is under way, and new connections, wait. */
  cut(): void {
    this.#isCut = true;
    for (const socket of this.#sockets) socket.pause();
  }

  heal(): void {
    this.#isCut = false;
    for (const socket of this.#sockets) socket.resume();
  }

  /** Connections that there are pass nothing any more; new ones do. */
  freeze(): void {
    for (const socket of this.#sockets) socket.pause();
    this.#sockets.clear();
  }

  stop(): void {
    this.#server.close();
    for (const socket of this.#sockets) socket.destroy();
  }

  #pass(from: Socket, to: Socket): void {
    let last: Promise<unknown> = Promise.resolve();
    this.#sockets.add(from);
    from.on('data', (chunk) => {
      last = Promise.all([last, this.delayMs > 0 && sleep(this.delayMs)]).then(() => to.write(chunk));
    });
    from.on('error', () => {});
    from.once('close', () => {
      this.#sockets.delete(from);
      to.destroy();
    });
    if (this.#isCut) from.pause();
  }
}
