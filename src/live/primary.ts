import cluster, { type Worker } from 'node:cluster';
import type { Logger } from 'pino';
import { loadStrategy } from '../catalogue/strategies.ts';
import { Attention } from './attention.ts';
import { Channel, receive } from './channel.ts';
import { monotonicMs } from './clock.ts';
import { type FromPrimary, type FromWorker, isControl, type ToWorker, type WorkerReport } from './control.ts';
import { cpuMs } from './cpu.ts';
import type { Message } from './messages.ts';
import { PrimaryScheduling } from './primary-scheduling.ts';
import type { ClusterReport } from './report.ts';
import { type ClusterSettings, type Post, posts } from './settings.ts';

/** Deaths after which the cluster gives up instead of forking another worker. */
const MAX_DEATHS = 5;
const RESPAWN_MS = 100;
const DRAIN_POLL_MS = 5;
/** What is left to say of a worker that died instead of reporting. */
const NOTHING: WorkerReport = { http: undefined, malformedMessages: 0, cpuMs: 0 };

interface Member {
  readonly worker: Worker;
  readonly post: Post;
  readonly channel: Channel;
  ready: boolean;
  report: ((report: WorkerReport) => void) | undefined;
}

/** The cluster primary: forks the workers, passes their messages, schedules. Serves no requests, computes nothing. */
export class Primary {
  readonly #settings: ClusterSettings;
  readonly #log: Logger;
  readonly #tell: (message: FromPrimary) => void;
  readonly #members = new Map<number, Member>();
  readonly #attention = new Attention(monotonicMs, setImmediate);
  #scheduling: PrimaryScheduling | undefined;
  #malformed = 0;
  #deaths = 0;
  #port = 0;
  #stopping = false;
  #announced = false;

  constructor(settings: ClusterSettings, log: Logger, tell: (message: FromPrimary) => void) {
    this.#settings = settings;
    this.#log = log;
    this.#tell = tell;
  }

  async start(): Promise<void> {
    const { arm, scenario, seed } = this.#settings;
    if (arm.kind === 'strategy') {
      const strategy = await loadStrategy(arm.name);
      this.#scheduling = new PrimaryScheduling(
        arm,
        strategy,
        { queueLimit: scenario.queueLimit, seed },
        { post: (id, message) => this.#post(id, message) },
        (error) => this.#fail('strategy', error.message),
      );
    }
    for (const post of posts(this.#settings)) this.#fork(post);
  }

  /** Waits until no job is open and no worker busy, then says what happened. */
  async drain(): Promise<ClusterReport> {
    const endMs = performance.now() + this.#settings.scenario.timeoutMs + 5000;
    const busy = () =>
      this.#scheduling !== undefined && !this.#scheduling.drained && performance.now() < endMs;
    for (;;) {
      while (busy()) await new Promise((resolve) => setTimeout(resolve, DRAIN_POLL_MS));
      const report = await this.#report();
      // While one worker reports, another may hand over a request that it had not read before.
      if (!busy()) return report;
    }
  }

  stop(): void {
    this.#stopping = true;
    for (const { worker } of this.#members.values()) worker.kill('SIGKILL');
  }

  #fork(post: Post): void {
    const worker = cluster.fork({
      CLUSTER_ROLE: post.role,
      CLUSTER_SPEED: String(post.speed),
      CLUSTER_SETTINGS: JSON.stringify({ ...this.#settings, port: this.#port || this.#settings.port }),
    });
    const channel = new Channel(worker, (error) =>
      this.#log.warn({ worker: worker.id, error: error.message }, 'send failed'),
    );
    const member: Member = { worker, post, channel, ready: false, report: undefined };
    this.#members.set(worker.id, member);
    worker.on('message', (raw: unknown) => this.#received(member, raw));
    worker.on('exit', (code, signal) => this.#exited(member, signal ?? `exit code ${code}`));
    worker.on('error', (error) =>
      this.#log.warn({ worker: worker.id, error: error.message }, 'worker error'),
    );
  }

  #received(member: Member, raw: unknown): void {
    if (isControl(raw)) {
      this.#control(member, raw as FromWorker);
      return;
    }
    receive(
      raw,
      (message) => this.#message(member, message),
      () => this.#malformedFrom(member),
    );
    if (member.post.role !== 'job') return;
    // Its next job leaves at once; answers to HTTP workers still wait for others to share their send.
    member.channel.flush();
    this.#attention.heard();
  }

  #control(member: Member, message: FromWorker): void {
    switch (message.control) {
      case 'ready':
        member.ready = true;
        if (member.post.role === 'job') this.#scheduling?.workerJoined(member.worker.id, member.post.speed);
        else this.#port = message.port;
        this.#announce();
        break;
      case 'failed':
        this.#fail(message.cause, message.reason);
        break;
      case 'report':
        member.report?.(message.report);
        break;
      default:
        this.#malformedFrom(member);
    }
  }

  /** Only what a worker of that role may say, and only in its own name. */
  #message(member: Member, message: Message): void {
    const scheduling = this.#scheduling;
    if (
      scheduling === undefined ||
      !('sender' in message.header) ||
      message.header.sender !== member.worker.id
    ) {
      this.#malformedFrom(member);
    } else if (message.kind === 'request to primary' && member.post.role === 'http')
      scheduling.requested(message);
    else if (message.kind === 'reply to primary' && member.post.role === 'job') scheduling.replied(message);
    else if (message.kind === 'cancellation' && member.post.role === 'http') scheduling.cancelled(message);
    else if (message.kind === 'probe reply' && member.post.role === 'job') scheduling.probed(message);
    else this.#malformedFrom(member);
  }

  #malformedFrom(member: Member): void {
    this.#malformed++;
    this.#log.warn({ worker: member.worker.id, role: member.post.role }, 'malformed message dropped');
  }

  #post(id: number, message: Message): void {
    const member = this.#members.get(id);
    if (member?.worker.isConnected()) member.channel.post(message);
  }

  #announce(): void {
    if (this.#announced || ![...this.#members.values()].every((member) => member.ready)) return;
    this.#announced = true;
    const pids = [...this.#members.values()].map(({ worker }) => worker.process.pid ?? 0);
    this.#tell({ control: 'ready', url: `http://127.0.0.1:${this.#port}`, pids });
  }

  #exited(member: Member, how: string): void {
    this.#members.delete(member.worker.id);
    member.report?.(NOTHING);
    if (this.#stopping) return;
    this.#deaths++;
    this.#log.warn({ worker: member.worker.id, role: member.post.role, how }, 'worker died');
    if (member.post.role === 'job') this.#scheduling?.workerLeft(member.worker.id);
    if (this.#deaths > MAX_DEATHS) {
      this.#fail('cluster', `${this.#deaths} workers died, the last (${member.post.role}) by ${how}`);
      return;
    }
    setTimeout(() => {
      if (!this.#stopping) this.#fork(member.post);
    }, RESPAWN_MS);
  }

  #fail(cause: 'port taken' | 'strategy' | 'cluster', reason: string): void {
    if (this.#stopping) return;
    this.#tell({ control: 'failed', cause, reason });
    this.stop();
  }

  async #report(): Promise<ClusterReport> {
    const members = [...this.#members.values()].filter((member) => member.ready);
    const reports = await Promise.all(
      members.map(async (member) => ({ member, report: await this.#ask(member) })),
    );
    return {
      httpWorkers: reports.flatMap(({ member, report }) =>
        report.http === undefined
          ? []
          : [{ worker: member.worker.id, counts: report.http, cpuMs: report.cpuMs }],
      ),
      jobWorkers: reports.flatMap(({ member, report }) =>
        this.#scheduling === undefined || member.post.role !== 'job'
          ? []
          : [
              {
                worker: member.worker.id,
                ...this.#scheduling.workerCounts(member.worker.id),
                cpuMs: report.cpuMs,
              },
            ],
      ),
      dispatch: this.#scheduling?.report(),
      malformedMessages:
        this.#malformed + reports.reduce((sum, { report }) => sum + report.malformedMessages, 0),
      workerDeaths: this.#deaths,
      primaryCpuMs: cpuMs(),
    };
  }

  #ask(member: Member): Promise<WorkerReport> {
    return new Promise((resolve) => {
      member.report = resolve;
      member.worker.send({ control: 'report' } satisfies ToWorker);
    });
  }
}
