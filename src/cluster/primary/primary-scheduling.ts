import type { StrategyArm } from '../../catalogue/arms.ts';
import { schedulingOf } from '../../catalogue/scheduling-of.ts';
import type { Outcome } from '../../contract/job.ts';
import type { StrategyDefinition } from '../../contract/strategy.ts';
import { RandomStream } from '../../core/random-stream.ts';
import { Dispatcher } from '../../core/scheduling/dispatcher.ts';
import type { Host } from '../../core/scheduling/host.ts';
import { MAX_ATTEMPTS } from '../../core/scheduling/job-ledger.ts';
import type { DispatcherSettings } from '../../core/scheduling/scheduling.ts';
import type { Tally } from '../../core/scheduling/tally.ts';
import { RunWatch } from '../../core/supervision/run-watch.ts';
import { monotonicMs } from '../../processes/clock.ts';
import { startTimer } from '../../processes/timer.ts';
import type { DispatchAccount } from '../account.ts';
import type { ClusterSettings } from '../settings.ts';
import { IdTable } from '../wire/id-table.ts';
import type {
  Cancellation,
  LiveRun,
  Message,
  ProbeReply,
  ReplyToPrimary,
  RequestToPrimary,
} from '../wire/messages.ts';
import { DecisionTimes } from './decision-times.ts';
import { JobInHand } from './job-in-hand.ts';
import { answerTo, type JobOrigin, type LiveJob, type LiveWorker, requestFor } from './live-job.ts';
import { WorkLedger } from './work-ledger.ts';

/** What the scheduling needs of the processes around it. Workers are named by cluster id. */
export interface Wires {
  send(worker: number, message: Message): void;
}

/** `seed`: for the strategies' own streams. */
type Limits = Pick<ClusterSettings, 'queueLimit' | 'timeoutMs' | 'seed' | 'jobs'>;

/** The primary's dispatcher in real time: turns messages into events, and decisions into messages. */
export class PrimaryScheduling implements Host<JobOrigin, LiveRun> {
  readonly #wires: Wires;
  readonly #dispatcher: Dispatcher<JobOrigin, LiveRun>;
  readonly #failed: (error: Error, arm: StrategyArm) => void;
  readonly #limits: Limits;
  /** The strategy in charge. */
  arm: StrategyArm;
  #strategies = 0;
  /** Jobs that are open or still at a worker. */
  readonly #jobs = new IdTable<LiveJob>();
  readonly #workers = new Map<number, LiveWorker>();
  readonly #ledger = new WorkLedger();
  readonly #runs = new RunWatch();
  /** By job of a file. */
  readonly #attempts: ReadonlyMap<string, number>;
  #decisions = new DecisionTimes();
  readonly #inHand = new JobInHand();
  #timer: NodeJS.Timeout | undefined;

  /** `failed` hears of a strategy that broke the contract; nothing is dispatched after that. */
  constructor(
    arm: StrategyArm,
    definition: StrategyDefinition,
    limits: Limits,
    wires: Wires,
    failed: (error: Error, arm: StrategyArm) => void,
  ) {
    this.#wires = wires;
    this.#limits = limits;
    this.arm = arm;
    this.#failed = failed;
    this.#attempts = new Map(
      limits.jobs.map(({ name, options }) => [name, options.attempts ?? MAX_ATTEMPTS]),
    );
    this.#dispatcher = new Dispatcher(this.#settingsOf(arm, definition), this, monotonicMs());
  }

  /** Each strategy has a stream of its own. */
  #settingsOf(arm: StrategyArm, definition: StrategyDefinition): DispatcherSettings {
    const { queueLimit, seed } = this.#limits;
    const turn = this.#strategies++;
    const stream = new RandomStream(seed, turn === 0 ? 'strategy' : `strategy ${turn}`);
    return { ...schedulingOf(arm, definition), queueLimit, random: () => stream.next() };
  }

  /** Another strategy takes over. Throws StrategyRefused if it cannot; the one before is in charge then. */
  use(arm: StrategyArm, definition: StrategyDefinition): void {
    this.#dispatcher.use(this.#settingsOf(arm, definition), this.#jobs.items(), monotonicMs());
    this.arm = arm;
    this.#decisions = new DecisionTimes();
  }

  // ---- Events ----

  /** False for an id that is in use: a message that came twice. */
  requested({ header, payload }: RequestToPrimary): boolean {
    const { correlationId } = header;
    if (this.#jobs.get(correlationId) !== undefined) return false;
    const { type, work, key, timeoutMs } = payload;
    const estimateMs = this.#ledger.estimateMs(type);
    const isJob = work.runs === 'job';
    const attempts = isJob ? (this.#attempts.get(work.job) ?? MAX_ATTEMPTS) : MAX_ATTEMPTS;
    const demand = { type, estimateMs, key, timeoutMs, attempts };
    const sizeMs = isJob ? estimateMs : work.sizeMs;
    const origin: JobOrigin = { correlationId, httpWorker: header.sender, work };
    const nowMs = monotonicMs();
    this.#inHand.taken(this.#dispatcher.nextJobId);
    try {
      const job = this.#dispatcher.jobArrived(demand, sizeMs, origin, nowMs);
      if (job.open) this.#jobs.set(correlationId, job);
    } catch (error) {
      this.#fail(error);
    }
    this.#inHand.returned();
    this.#decisions.ended(nowMs);
    return true;
  }

  replied({ header, payload: run }: ReplyToPrimary): void {
    const { correlationId, sender, attempt } = header;
    const job = this.#jobs.get(correlationId);
    const worker = job?.worker;
    const nowMs = monotonicMs();
    if (job !== undefined) this.#inHand.taken(job.id);
    let isAccepted = false;
    try {
      isAccepted = this.#dispatcher.jobFinished(job, sender, attempt, run, nowMs);
    } catch (error) {
      this.#fail(error);
    }
    this.#inHand.returned();
    if (job === undefined || worker === undefined || !isAccepted) return;
    this.#decisions.ended(nowMs);
    this.#runs.returned(sender, worker.sentCount, nowMs);
    const late = job.outcome !== 'ok' && job.outcome !== 'failed';
    if (run.startedMs > 0) this.#ledger.ran(job.demand.type, sender, run.serviceMs, late);
    this.#jobs.delete(correlationId);
  }

  cancelled({ header }: Cancellation): void {
    const job = this.#jobs.get(header.correlationId);
    if (job !== undefined) this.#guarded((nowMs) => this.#dispatcher.jobCancelled(job, nowMs));
  }

  probed({ header, payload }: ProbeReply): void {
    const worker = this.#workers.get(header.sender);
    if (worker !== undefined)
      this.#guarded((nowMs) => this.#dispatcher.probed(worker, payload, Number(header.correlationId), nowMs));
  }

  workerJoined(id: number, speed: number, machine = ''): void {
    this.#ledger.joined(id);
    this.#guarded((nowMs) => this.#workers.set(id, this.#dispatcher.workerJoined(id, speed, nowMs, machine)));
  }

  /** `loss`: how it was lost; null if it left in order. */
  workerLeft(id: number, loss: string | null): void {
    const worker = this.#workers.get(id);
    if (worker === undefined) return;
    this.#workers.delete(id);
    this.#runs.left(id);
    for (const job of worker.sentJobs()) if (!job.open) this.#jobs.delete(job.payload.correlationId);
    this.#guarded((nowMs) => this.#dispatcher.workerLeft(worker, nowMs, loss));
  }

  /** It may be out of reach: it is sent nothing until it is not. */
  workerDoubted(id: number, isDoubted: boolean): void {
    const worker = this.#workers.get(id);
    if (worker !== undefined)
      this.#guarded((nowMs) => this.#dispatcher.workerDoubted(worker, isDoubted, nowMs));
  }

  /** Nobody waits any more for what that HTTP worker asked for. */
  httpWorkerLeft(id: number): void {
    for (const job of [...this.#jobs.items()]) {
      if (job.payload.httpWorker === id) this.#guarded((nowMs) => this.#dispatcher.jobCancelled(job, nowMs));
    }
  }

  // ---- Decisions, carried out ----

  send(job: LiveJob, worker: LiveWorker): void {
    const nowMs = this.#dispatcher.nowMs;
    this.#runs.sent(worker.hostId, worker.sentCount, nowMs);
    this.#wires.send(worker.hostId, requestFor(job, worker, nowMs));
  }

  settled(job: LiveJob, outcome: Outcome, reason: string, run: LiveRun | undefined): void {
    if (job.stage !== 'sent') this.#jobs.delete(job.payload.correlationId);
    if (outcome === 'cancelled') return;
    this.#wires.send(job.payload.httpWorker, answerTo(job, outcome, reason, run));
  }

  /** A job that awaits hears of it. A worker that computes does not: it runs on, and its late reply is dropped. */
  cancel({ payload }: LiveJob, { hostId }: LiveWorker): void {
    if (payload.work.runs !== 'job') return;
    const header = { correlationId: payload.correlationId, receiver: hostId };
    this.#wires.send(hostId, { kind: 'abandonment', header });
  }

  probe(worker: LiveWorker, asker: number): void {
    this.#wires.send(worker.hostId, {
      kind: 'probe',
      header: { correlationId: String(asker), receiver: worker.hostId },
    });
  }

  wakeAt(ms: number): void {
    clearTimeout(this.#timer);
    if (ms === Number.POSITIVE_INFINITY) return;
    this.#timer = startTimer(
      () => this.#guarded((nowMs) => this.#dispatcher.timePassed(nowMs)),
      Math.max(0, Math.ceil(ms - monotonicMs())),
    );
  }

  /** No timer is left. */
  stop(): void {
    clearTimeout(this.#timer);
  }

  // ---- Reports ----

  /** From now on a job that the strategy does not come back from is written to that descriptor. */
  watchStrategy(fd: number): void {
    this.#inHand.watch(fd);
  }

  hasJobsAt(worker: number): boolean {
    return (this.#workers.get(worker)?.sentCount ?? 0) > 0;
  }

  /** Workers that have been at one job for longer than any may take. */
  overrunning(reachedMs: (worker: number) => number): number[] {
    const limitMs = (worker: number) =>
      this.#workers.get(worker)?.sentJobs()[0]?.demand.timeoutMs ?? this.#limits.timeoutMs;
    return this.#runs.overrunning(limitMs, reachedMs);
  }

  /** The moment of the event in hand. */
  protected get nowMs(): number {
    return this.#dispatcher.nowMs;
  }

  /** Jobs that wait for a worker, and jobs that were sent to one. */
  get queue(): { readonly waiting: number; readonly running: number } {
    const { held, bound, sent } = this.#dispatcher.tally;
    return { waiting: held + bound, running: sent };
  }

  /** How many workers have a job. */
  get busyWorkers(): number {
    let busy = 0;
    for (const { sentCount } of this.#workers.values()) if (sentCount > 0) busy++;
    return busy;
  }

  get tally(): Tally {
    return this.#dispatcher.tally;
  }

  /** True when no job is open and no worker runs one. */
  get drained(): boolean {
    const { tally } = this.#dispatcher;
    return tally.open === 0 && tally.overdue === 0;
  }

  /** Attempts a worker gave back, and what the primary still counts on it. */
  workerCounts(id: number): { jobs: number; busyMs: number; unfinished: number } {
    return {
      ...this.#ledger.of(id),
      unfinished: this.#workers.get(id)?.own ?? 0,
    };
  }

  account(): DispatchAccount {
    const { tally } = this.#dispatcher;
    return {
      tally: { ...tally },
      lateByType: this.#ledger.lateByType(),
      faults: tally.faults(),
      decisionNs: this.#decisions.account(),
    };
  }

  /** For what happens seldom: with every job its closure would cost too much. */
  #guarded(event: (nowMs: number) => void): void {
    try {
      event(monotonicMs());
    } catch (error) {
      this.#fail(error);
    }
  }

  #fail(error: unknown): void {
    this.#failed(error instanceof Error ? error : new Error(String(error)), this.arm);
  }
}
