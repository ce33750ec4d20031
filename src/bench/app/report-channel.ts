import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { ClusterFailure } from '../../cluster/cluster-process.ts';
import { type AppAccount, type AppReady, type AppReport, reportIn } from './app-report.ts';

type Kind = AppReport['report'];

/** The socket on which an app reports: see docs/app-report.md. */
export class ReportChannel {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #heard = new Map<Kind, AppReport>();
  readonly #waiting = new Map<Kind, (report: AppReport) => void>();
  readonly #failed: Promise<never>;
  #fail: (failure: ClusterFailure) => void = () => {};

  private constructor() {
    this.#failed = new Promise((_resolve, reject) => {
      this.#fail = reject;
    });
    // Whoever waits for something hears of it.
    this.#failed.catch(() => {});
    this.#server = createServer((socket) => this.#listen(socket));
  }

  static async open(path: string): Promise<ReportChannel> {
    const channel = new ReportChannel();
    channel.#server.listen(path);
    await once(channel.#server, 'listening');
    return channel;
  }

  /** True once somebody has connected. */
  get isUsed(): boolean {
    return this.#sockets.size > 0;
  }

  get isReady(): boolean {
    return this.#heard.has('ready');
  }

  /** Resolves when the app can be sent requests. */
  async ready(): Promise<AppReady> {
    const report = await this.#next('ready');
    if (report.report !== 'ready') throw new Error('ready is ready');
    return report;
  }

  /** Asks for the account of all that has happened. */
  async account(): Promise<AppAccount> {
    for (const socket of this.#sockets) socket.write(`${JSON.stringify({ ask: 'account' })}\n`);
    const report = await this.#next('account');
    if (report.report !== 'account') throw new Error('an account is one');
    return report;
  }

  /** Rejects when the app says that it has failed, or something that nobody understands; never resolves. */
  whenFailed(): Promise<never> {
    return this.#failed;
  }

  close(): void {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
  }

  #next(kind: Kind): Promise<AppReport> {
    const heard = this.#heard.get(kind);
    return heard === undefined
      ? Promise.race([new Promise<AppReport>((resolve) => this.#waiting.set(kind, resolve)), this.#failed])
      : Promise.resolve(heard);
  }

  #listen(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => this.#sockets.delete(socket));
    createInterface({ input: socket }).on('line', (line) => this.#take(reportIn(line)));
  }

  #take(report: AppReport | string): void {
    if (typeof report === 'string') this.#fail(new ClusterFailure('cluster', report));
    else if (report.report === 'failed')
      this.#fail(new ClusterFailure(report.cause === 'strategy' ? 'strategy' : 'cluster', report.message));
    else {
      this.#heard.set(report.report, report);
      this.#waiting.get(report.report)?.(report);
    }
  }
}
