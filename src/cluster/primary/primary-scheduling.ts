import type { StrategyArm } from '../../catalogue/arms.ts';
import { schedulingOf } from '../../catalogue/scheduling-of.ts';
import type { Outcome } from '../../contract/job.ts';
import type { StrategyDefinition } from '../../contract/strategy.ts';
import { RandomStream } from '../../core/random-stream.ts';
import { Dispatcher } from '../../core/scheduling/dispatcher.ts';
import type { Host } from '../../core/scheduling/host.ts';
import type { JobRecord } from '../../core/scheduling/job-record.ts';
import type { WorkerRecord } from '../../core/scheduling/worker-record.ts';
import { RunWatch } from '../../core/supervision/run-watch.ts';
import type { Work } from '../../jobs/work.ts';
import { monotonicMs } from '../../processes/clock.ts';
import { startTimer } from '../../processes/timer.ts';
import type { DispatchReport } from '../report.ts';
import { IdTable } from '../wire/id-table.ts';
import type {
  Answer,
  Cancellation,
  Message,
  ProbeReply,
  ReplyToPrimary,
  RequestToPrimary,
  RunReport,
} from '../wire/messages.ts';
import { DecisionTimes } from './decision-times.ts';
import { JobInHand } from './job-in-hand.ts';
import { WorkLedger } from './work-ledger.ts';

/** What the primary keeps of a job beside its life. */
interface JobOrigin {
  readonly correlationId: string;
  readonly httpWorker: number;
  readonly work: Work;
  /** The accepted attempt, once there is one. */
  run: RunReport | undefined;
  ranOn: number;
}

type LiveJob = JobRecord<JobOrigin>;
type LiveWorker = WorkerRecord<JobOrigin>;

/** What the scheduling needs of the processes around it. Workers are named by cluster id. */
export interface Wires {
  post(worker: number, message: Message): void;
}

/** The primary's dispatcher in real time: turns messages into events, and decisions into messages. */
export class PrimaryScheduling implements Host<JobOrigin> {
  readonly #wires: Wires;
  readonly #dispatcher: Dispatcher<JobOrigin>;
  readonly #failed: (error: Error) => void;
  /** Jobs that are open or still at a worker. */
  readonly #jobs = new IdTable<LiveJob>();
  readonly #workers = new Map<number, LiveWorker>();
  readonly #ledger = new WorkLedger();
  readonly #runs: RunWatch;
  readonly #decisions = new DecisionTimes();
  readonly inHand = new JobInHand();
  #timer: NodeJS.Timeout | undefined;

  /** `failed` hears of a strategy that broke the contract; nothing is dispatched after that. */
  constructor(
    arm: StrategyArm,
    definition: StrategyDefinition,
    limits: { readonly queueLimit: number; readonly timeoutMs: number; readonly seed: number },
    wires: Wires,
    failed: (error: Error) => void,
  ) {
    const stream = new RandomStream(limits.seed, 'strategy');
    this.#wires = wires;
    this.#failed = failed;
    this.#runs = new RunWatch(limits.timeoutMs);
    this.#dispatcher = new Dispatcher(
      { ...schedulingOf(arm, definition), queueLimit: limits.queueLimit, random: () => stream.next() },
      this,
      monotonicMs(),
    );
  }

  // ---- Events ----

  /** False for an id that is in use: a message that came twice. */
  requested({ header, payload }: RequestToPrimary): boolean {
    if (this.#jobs.get(header.correlationId) !== undefined) return false;
    const origin: JobOrigin = {
      correlationId: header.correlationId,
      httpWorker: header.sender,
      work: payload.work,
      run: undefined,
      ranOn: 0,
    };
    const estimateMs = this.#ledger.estimateMs(payload.type);
    const demand = {
      type: payload.type,
      estimateMs,
      key: payload.key,
      timeoutMs: payload.timeoutMs,
    };
    const sizeMs = 'sizeMs' in payload.work ? payload.work.sizeMs : estimateMs;
    // The number it is going to have.
    this.inHand.taken(this.#dispatcher.tally.arrived);
    this.#measured((nowMs) => {
      const job = this.#dispatcher.jobArrived(demand, sizeMs, origin, nowMs);
      if (job.open) this.#jobs.set(header.correlationId, job);
    });
    return true;
  }

  replied({ header, payload }: ReplyToPrimary): void {
    const job = this.#jobs.get(header.correlationId);
    const worker = job?.worker;
    if (
      job === undefined ||
      worker === undefined ||
      job.place !== 'sent' ||
      job.attempt !== header.attempt ||
      worker.hostId !== header.sender
    ) {
      this.#dispatcher.tally.staleReplies++;
      return;
    }
    job.payload.run = payload;
    job.payload.ranOn = header.sender;
    this.inHand.taken(job.id);
    this.#measured((nowMs) => {
      this.#dispatcher.jobFinished(job, header.attempt, payload.ok, payload.serviceMs, nowMs);
      this.#runs.returned(worker.hostId, worker.sentCount, nowMs);
    });
    const late = job.outcome !== 'ok' && job.outcome !== 'failed';
    if (payload.startedMs > 0) this.#ledger.ran(job.demand.type, header.sender, payload.serviceMs, late);
    this.#jobs.delete(header.correlationId);
  }

  cancelled({ header }: Cancellation): void {
    const job = this.#jobs.get(header.correlationId);
    if (job !== undefined) this.#guarded((nowMs) => this.#dispatcher.jobCancelled(job, nowMs));
  }

  probed({ header, payload }: ProbeReply): void {
    const worker = this.#workers.get(header.sender);
    if (worker !== undefined) this.#guarded((nowMs) => this.#dispatcher.probed(worker, payload, nowMs));
  }

  workerJoined(id: number, speed: number): void {
    this.#ledger.joined(id);
    this.#guarded((nowMs) => this.#workers.set(id, this.#dispatcher.workerJoined(id, speed, nowMs)));
  }

  workerLeft(id: number): void {
    const worker = this.#workers.get(id);
    if (worker === undefined) return;
    this.#workers.delete(id);
    this.#runs.left(id);
    for (const job of worker.sentJobs()) if (!job.open) this.#jobs.delete(job.payload.correlationId);
    this.#guarded((nowMs) => this.#dispatcher.workerLeft(worker, nowMs));
  }

  /** Nobody waits any more for what that HTTP worker asked for. */
  httpWorkerLeft(id: number): void {
    for (const job of [...this.#jobs.items()]) {
      if (job.payload.httpWorker === id) this.#guarded((nowMs) => this.#dispatcher.jobCancelled(job, nowMs));
    }
  }

  // ---- Decisions, carried out ----

  send(job: LiveJob, worker: LiveWorker): void {
    const { correlationId, work } = job.payload;
    const nowMs = this.#dispatcher.now();
    this.#runs.sent(worker.hostId, worker.sentCount, nowMs);
    this.#wires.post(worker.hostId, {
      kind: 'request from primary',
      header: { correlationId, receiver: worker.hostId, attempt: job.attempt },
      payload: { work, timeoutMs: job.arrivalMs + job.demand.timeoutMs - nowMs },
    });
  }

  settled(job: LiveJob, outcome: Outcome, reason: string): void {
    const { correlationId, httpWorker, run, ranOn } = job.payload;
    const started = run !== undefined && run.startedMs > 0;
    if (job.place !== 'sent') this.#jobs.delete(correlationId);
    if (outcome === 'cancelled') return;
    const payload: Answer = {
      outcome,
      jobWorker: started ? ranOn : 0,
      waitMs: started ? run.startedMs - job.arrivalMs : -1,
      serviceMs: started ? run.serviceMs : -1,
      result: run?.result,
      reason: run?.error || reason,
    };
    this.#wires.post(httpWorker, {
      kind: 'reply from primary',
      header: { correlationId, receiver: httpWorker },
      payload,
    });
  }

  hasJobsAt(worker: number): boolean {
    return (this.#workers.get(worker)?.sentCount ?? 0) > 0;
  }

  /** Workers that have been at one job for longer than any may take. */
  get overrunning(): number[] {
    return this.#runs.overrunning(monotonicMs());
  }

  /** A worker that computes cannot be interrupted by a message: it runs on, and its late reply is dropped. */
  cancel(): void {}

  probe(worker: LiveWorker): void {
    this.#wires.post(worker.hostId, {
      kind: 'probe',
      header: { correlationId: '', receiver: worker.hostId },
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

  // ---- Reports ----

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

  report(): DispatchReport {
    const { arrived, held, bound, sent, settled, outcomes, overdue, retried, lateReplies, staleReplies } =
      this.#dispatcher.tally;
    return {
      tally: { arrived, held, bound, sent, settled, outcomes, overdue, retried, lateReplies, staleReplies },
      lateByType: this.#ledger.lateByType(),
      faults: this.#dispatcher.tally.faults(),
      decisionNs: this.#decisions.report(),
    };
  }

  #measured(event: (nowMs: number) => void): void {
    const startMs = monotonicMs();
    this.#guarded(event, startMs);
    this.#decisions.ended(startMs);
  }

  #guarded(event: (nowMs: number) => void, nowMs = monotonicMs()): void {
    try {
      event(nowMs);
    } catch (error) {
      this.#failed(error instanceof Error ? error : new Error(String(error)));
    }
    this.inHand.returned();
  }
}
