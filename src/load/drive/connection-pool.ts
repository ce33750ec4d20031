import type { default as autocannon, Client, Run } from 'autocannon';
import type { ConnectionUse } from '../../contract/scenario.ts';
import { startTimer } from '../../processes/timer.ts';
import { type ConnectionListener, GuardedClient } from './client-guard.ts';

/** Longer than any run and below the limit of timers: autocannon must not end the run. */
const NEVER_SECONDS = 2_000_000;
/** How often autocannon checks whether all its clients have ended: bounds the wait in `close`. */
const SAMPLE_MS = 100;
const CONNECT_WITHIN_MS = 5000;

export interface Connections {
  readonly url: string;
  readonly connections: number;
  readonly connectionUse?: ConnectionUse;
  readonly signal?: AbortSignal;
}

/** autocannon's connections to one server, and which of them are idle. */
export class ConnectionPool {
  /** The longest idle first. The sender removes the connection that it uses. */
  readonly idle = new Set<GuardedClient>();
  /** Called when a connection has become idle. */
  onIdle: () => void = () => {};
  onConnectionError: (error: NodeJS.ErrnoException) => void = () => {};
  /** Resolves when all clients are destroyed; rejects if autocannon could not set them up. */
  readonly closed: Run;
  readonly #clients: GuardedClient[] = [];

  constructor(load: typeof autocannon, { url, connections, connectionUse = 'kept alive' }: Connections) {
    const listener: ConnectionListener = {
      ready: (connection) => {
        this.idle.add(connection);
        this.onIdle();
      },
      broken: (connection) => {
        this.idle.delete(connection);
      },
    };
    const setupClient = (client: Client): void => {
      client.on('connError', (error: Error) => this.onConnectionError(error));
      this.#clients.push(new GuardedClient(client, this.#clients.length, connectionUse, listener));
    };
    // Without a rate: with one, autocannon corrects for coordinated omission, in the wrong unit.
    this.closed = load({
      url,
      connections,
      pipelining: 1,
      duration: NEVER_SECONDS,
      timeout: NEVER_SECONDS,
      sampleInt: SAMPLE_MS,
      skipAggregateResult: true,
      setupClient,
    });
  }

  get reconnects(): number {
    return this.#clients.reduce((sum, client) => sum + client.reconnects, 0);
  }

  async close(): Promise<void> {
    for (const client of this.#clients) client.close();
    await this.closed;
  }
}

/** Resolves when all connections are open; rejects as soon as one cannot be opened. */
export async function openConnections(wanted: Connections): Promise<ConnectionPool> {
  const { url, connections, signal } = wanted;
  signal?.throwIfAborted();
  // Takes a fifth of a second to load: only for processes that send.
  const { default: load } = await import('autocannon');
  const pool = new ConnectionPool(load, wanted);
  let late: NodeJS.Timeout | undefined;
  let aborted = (): void => {};
  try {
    await new Promise<void>((resolve, reject) => {
      const fail = (why: string): void => reject(new Error(`cannot connect to ${url}: ${why}`));
      const slow = (): void =>
        fail(`only ${pool.idle.size} of ${connections} connections are open after ${CONNECT_WITHIN_MS} ms`);
      late = startTimer(slow, CONNECT_WITHIN_MS);
      aborted = () => reject(signal?.reason);
      signal?.addEventListener('abort', aborted);
      pool.closed.then(undefined, reject);
      pool.onConnectionError = (error) => fail(error.code ?? error.message);
      pool.onIdle = () => {
        if (pool.idle.size === connections) resolve();
      };
    });
    return pool;
  } catch (error) {
    await pool.close();
    throw error;
  } finally {
    clearTimeout(late);
    signal?.removeEventListener('abort', aborted);
  }
}
