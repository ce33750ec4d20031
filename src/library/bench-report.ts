import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import type { AppAccount } from './app-account.ts';

/** Path of the socket of the bench that runs this app: see docs/app-report.md. */
export const REPORT = 'CLUSTER_BENCH_REPORT';

/** What the app tells the bench that runs it. */
export class BenchReport {
  readonly #socket: Socket;

  /** Undefined for an app that no bench runs. */
  static async connected(env: NodeJS.ProcessEnv): Promise<BenchReport | undefined> {
    const path = env[REPORT];
    if (path === undefined || path === '') return undefined;
    const socket = connect(path);
    await once(socket, 'connect');
    return new BenchReport(socket);
  }

  private constructor(socket: Socket) {
    this.#socket = socket;
    // A bench that is gone needs no report.
    socket.on('error', () => {});
  }

  /** `strategy`: with all its parameters. */
  ready(url: string, strategy: string): void {
    this.#tell({ report: 'ready', url, strategy });
  }

  failed(cause: 'strategy' | 'app', message: string): void {
    this.#tell({ report: 'failed', cause, message });
  }

  /** Whenever the bench asks. */
  whenAsked(account: () => Promise<AppAccount>): void {
    createInterface({ input: this.#socket }).on('line', async (line) => {
      if (JSON.parse(line).ask === 'account') this.#tell({ report: 'account', ...(await account()) });
    });
  }

  close(): void {
    this.#socket.end();
  }

  #tell(message: object): void {
    if (!this.#socket.destroyed) this.#socket.write(`${JSON.stringify(message)}\n`);
  }
}
