import cluster, { type Address, type Worker } from 'node:cluster';
import { channel } from 'node:diagnostics_channel';
import type { FromWorker } from '../cluster/control.ts';
import { heapOf, setupLimitMs } from '../cluster/job-needs.ts';
import type { Reach } from '../cluster/links/reach.ts';
import { clusterMetrics } from '../cluster/metrics/cluster-metrics.ts';
import { workerStats } from '../cluster/metrics/worker-stats.ts';
import { Hearing, hear } from '../cluster/primary/hear.ts';
import type { Member } from '../cluster/primary/member.ts';
import { type Employer, Workers } from '../cluster/primary/workers.ts';
import type { AppWorkerSettings, Role, Seat } from '../cluster/settings.ts';
import { AnswersKept } from '../cluster/type-answers.ts';
import type { Message } from '../cluster/wire/messages.ts';
import { Addresses } from './addresses.ts';
import { appHost } from './app-processes.ts';
import { AppScheduling } from './app-scheduling.ts';
import type { ChosenStrategy } from './chosen-strategy.ts';
import { LocalRequests, PRIMARY } from './local-requests.ts';
import type { ChosenOptions } from './options.ts';
import type { ClusterStats } from './stats.ts';

/** Published when a worker may be given work, and when it is gone. */
export interface WorkerEvent {
  readonly event: 'joined' | 'left';
  readonly worker: number;
  readonly role: Role;
}

/** What the primary of an app is made of. */
export interface AppPlan {
  readonly options: ChosenOptions;
  /** Absolute path; undefined for a process pool. */
  readonly http: string | undefined;
  readonly workerSettings: AppWorkerSettings;
  /** How job workers are reached; undefined if they are processes of the cluster module. */
  readonly reach: Reach | undefined;
  /** Undefined for inline. */
  readonly chosen: ChosenStrategy | undefined;
}

const workerChannel = channel('cluster-scheduling-bench:worker');

/** The primary of an app: employs its workers, schedules its jobs. The process is the app's own. */
export class AppPrimary implements Employer {
  readonly #plan: AppPlan;
  /** Hears once why the cluster cannot go on. */
  readonly #failed: (reason: string, cause: 'strategy' | 'app') => void;
  readonly #ready: () => void;
  readonly workers: Workers;
  readonly scheduling: AppScheduling | undefined;
  readonly local = new LocalRequests();
  readonly addresses = new Addresses();
  readonly #hearing = new Hearing(
    (member, message) => this.scheduling !== undefined && hear(this.scheduling, member, message),
    (member) => this.workers.malformedFrom(member),
    (member, message) => this.#control(member, message),
  );
  #isReady = false;

  constructor(plan: AppPlan, ready: () => void, failed: (reason: string, cause: 'strategy' | 'app') => void) {
    const { options, chosen } = plan;
    const { queueLimit, timeoutMs, seed, logger } = options;
    this.#plan = plan;
    this.#ready = ready;
    this.#failed = failed;
    const { jobs } = plan.workerSettings;
    this.workers = new Workers(
      seed,
      logger,
      appHost(plan.http, options, plan.reach),
      this,
      setupLimitMs(jobs),
    );
    if (chosen === undefined) return;
    const wires = { send: (worker: number, message: Message) => this.#send(worker, message) };
    this.scheduling = new AppScheduling(
      chosen.arm,
      chosen.definition,
      { queueLimit, timeoutMs, seed, jobs },
      wires,
      ({ message }) => failed(message, 'strategy'),
    );
    if (plan.workerSettings.counts) this.scheduling.kept = new AnswersKept();
  }

  start(): void {
    cluster.on('listening', this.#listens);
    this.workers.start(seatsOf(this.#plan));
  }

  /** Workers are left to themselves: whatever becomes of them is no news. */
  rest(): void {
    cluster.off('listening', this.#listens);
    this.workers.leaveAlone();
  }

  get stats(): ClusterStats {
    const { scheduling } = this;
    const { waiting, running } = scheduling?.queue ?? { waiting: 0, running: 0 };
    return {
      strategy: scheduling?.arm.label ?? 'inline',
      queue: { waiting, running, limit: this.#plan.options.queueLimit },
      workers: this.workers.all.map((member) => workerStats(member, scheduling)),
      types: scheduling?.types.stats() ?? {},
      workerDeaths: this.workers.deaths,
      retried: scheduling?.tally.retried ?? 0,
    };
  }

  get metrics(): string {
    return clusterMetrics({ ...this.stats, times: this.scheduling?.types.times() ?? [] });
  }

  // ---- What becomes of the workers ----

  joined({ id, machine, seat: { role, speed } }: Member): void {
    if (role === 'job') this.scheduling?.workerJoined(id, speed, machine);
    publish({ event: 'joined', worker: id, role });
    if (this.#isReady || !this.workers.all.every(({ ready }) => ready)) return;
    this.#isReady = true;
    this.#ready();
  }

  left(worker: number, role: Role, loss: string | null): void {
    if (role === 'job') this.scheduling?.workerLeft(worker, loss);
    else this.scheduling?.httpWorkerLeft(worker);
    publish({ event: 'left', worker, role });
  }

  doubted(worker: number, isDoubted: boolean): void {
    this.scheduling?.workerDoubted(worker, isDoubted);
  }

  gaveUp(reason: string): void {
    this.#failed(reason, 'app');
  }

  isBusy(worker: number): boolean {
    return this.scheduling?.hasJobsAt(worker) === true;
  }

  overrunning(reachedMs: (worker: number) => number): readonly number[] {
    return this.scheduling?.overrunning(reachedMs) ?? [];
  }

  // ---- What is heard from the workers ----

  heard(member: Member, raw: unknown): void {
    this.#hearing.heard(member, raw);
  }

  #control(member: Member, message: FromWorker): void {
    switch (message.control) {
      case 'loaded':
        member.tell({ control: 'app settings', settings: this.#plan.workerSettings });
        break;
      case 'ready':
        this.workers.becameReady(member);
        break;
      case 'account':
        member.accounted(message.account);
        break;
      case 'retire':
        this.workers.retire(member);
        break;
      case 'failed':
        // One that had been ready is replaced.
        if (!this.#isReady)
          this.#failed(`${who(member)} ${member.id} cannot start: ${message.reason}`, 'app');
        break;
    }
  }

  /** An HTTP worker is ready when it listens. */
  readonly #listens = ({ id }: Worker, address: Address): void => {
    const member = this.workers.all.find((one) => one.id === id);
    if (member === undefined) return;
    this.addresses.add(address);
    if (!member.ready) this.workers.becameReady(member);
  };

  #send(worker: number, message: Message): void {
    if (worker !== PRIMARY) this.workers.send(worker, message);
    else if (message.kind === 'reply from primary')
      this.local.resolve(message.header.correlationId, message.payload);
  }
}

function who({ seat }: Member): string {
  return seat.role === 'http' ? 'HTTP worker' : 'job worker';
}

function publish(event: WorkerEvent): void {
  if (workerChannel.hasSubscribers) workerChannel.publish(event);
}

/** Inline computes in the HTTP workers, so they get the job workers' processes too. */
function seatsOf({ options: { httpWorkers, jobWorkers }, chosen, workerSettings }: AppPlan): Seat[] {
  const isInline = chosen === undefined;
  const maxOldSpaceMb = heapOf(workerSettings.jobs);
  const seats = (role: Role, count: number) =>
    Array.from({ length: count }, (_, index): Seat => {
      const computes = isInline || role === 'job';
      return { role, index, speed: 1, maxOldSpaceMb: computes ? maxOldSpaceMb : undefined };
    });
  return [
    ...seats('http', httpWorkers + (isInline ? jobWorkers : 0)),
    ...seats('job', isInline ? 0 : jobWorkers),
  ];
}
