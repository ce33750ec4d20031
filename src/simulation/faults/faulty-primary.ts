import type { Outcome } from '../../contract/job.ts';
import type { Dispatcher } from '../../core/scheduling/dispatcher.ts';
import type { Host } from '../../core/scheduling/host.ts';
import type { JobDemand } from '../../core/scheduling/job-record.ts';
import type { DispatcherSettings } from '../../core/scheduling/scheduling.ts';
import { BEAT_MS } from '../../core/session/session.ts';
import { BENCH_SILENCE } from '../../core/supervision/life.ts';
import { RunWatch } from '../../core/supervision/run-watch.ts';
import { Supervisor, type SupervisorHost } from '../../core/supervision/supervisor.ts';
import type { Agenda } from './agenda.ts';
import type { Chance } from './chance.ts';
import type { Knobs } from './knobs.ts';
import { Processes, type WorkerEvents } from './processes.ts';
import type { FaultyJob, Promises, WatchedJob, WatchedWorker } from './promises.ts';
import { type FarWorkers, isFar, Way } from './way.ts';
import type { Delivery } from './worker.ts';

export type MakeDispatcher = (
  settings: DispatcherSettings,
  host: Host<FaultyJob>,
  nowMs: number,
) => Dispatcher<FaultyJob>;

/** The supervisor gave up, as it should where workers die at their start again and again. */
export class GaveUp extends Error {
  override readonly name = 'GaveUp';
}

/** Dispatcher and supervisor as they run live, over messages that are dropped, doubled and delayed. It may stand still. */
export class FaultyPrimary implements Host<FaultyJob>, SupervisorHost<number>, WorkerEvents, FarWorkers {
  readonly #chance: Chance;
  readonly #time: Agenda;
  readonly #promises: Promises;
  readonly dispatcher: Dispatcher<FaultyJob>;
  readonly #supervisor: Supervisor<number>;
  readonly #runs = new RunWatch();
  readonly #timeoutMs: number;
  readonly way: Way;
  readonly processes: Processes;
  readonly #records = new Map<number, WatchedWorker>();
  readonly #open = new Set<WatchedJob>();
  #supervisions = 0;

  constructor(
    settings: DispatcherSettings,
    make: MakeDispatcher,
    { timeoutMs, stillborn }: Knobs,
    chance: Chance,
    time: Agenda,
    promises: Promises,
  ) {
    this.#chance = chance;
    this.#time = time;
    this.#promises = promises;
    this.way = new Way(chance, time);
    this.processes = new Processes(stillborn, chance, time, this);
    this.dispatcher = make(settings, this, 0);
    this.#supervisor = new Supervisor(
      this,
      () => chance.draw(),
      () => BENCH_SILENCE,
    );
    this.#timeoutMs = timeoutMs;
  }

  get deaths(): number {
    return this.#supervisor.deaths;
  }

  // ---- What the world does to it ----

  start(workers: number): void {
    this.#supervisor.start(
      Array.from({ length: workers }, (_, seat) => seat),
      0,
    );
    this.#supervise();
  }

  arrives(demand: JobDemand, sizeMs: number, payload: FaultyJob): WatchedJob {
    const job = this.dispatcher.jobArrived(demand, sizeMs, payload, this.#time.nowMs);
    if (job.open) this.#open.add(job);
    this.#promises.arrived(job, this.dispatcher);
    return job;
  }

  swap(settings: DispatcherSettings): void {
    this.#promises.window = settings.window;
    this.dispatcher.use(settings, this.#open, this.#time.nowMs);
  }

  clientLeaves(job: WatchedJob): void {
    this.way.onceAwake(() => this.dispatcher.jobCancelled(job, this.#time.nowMs));
  }

  standStillUntil(ms: number): void {
    this.way.standsStillUntilMs = Math.max(this.way.standsStillUntilMs, ms);
    this.#promises.stoodStillUntilMs = this.way.standsStillUntilMs;
  }

  // ---- What the dispatcher decides ----

  send(job: WatchedJob, worker: WatchedWorker): void {
    const { nowMs } = this.#time;
    this.#promises.sent(job, worker, nowMs);
    this.#runs.sent(worker.hostId, worker.sentCount, nowMs);
    this.#supervisor.employed(worker.hostId);
    const { attempt } = job;
    const leftMs = job.arrivalMs + job.demand.timeoutMs - nowMs;
    this.way.message(worker.hostId, () => {
      const process = this.processes.get(worker.hostId);
      process?.deliver({ job, attempt, expiresMs: this.#time.nowMs + leftMs });
    });
  }

  settled(job: WatchedJob, outcome: Outcome): void {
    this.#open.delete(job);
    this.#promises.settled(job, outcome, this.#time.nowMs);
  }

  cancel(): void {}

  probe(worker: WatchedWorker, asker: number): void {
    const report = { unfinished: 1, latencyMs: 1 };
    this.way.message(worker.hostId, () => {
      if (!this.processes.isUp(worker.hostId)) return;
      this.way.message(worker.hostId, () =>
        this.way.onceAwake(() => this.dispatcher.probed(worker, report, asker, this.#time.nowMs)),
      );
    });
  }

  wakeAt(ms: number): void {
    if (ms === Number.POSITIVE_INFINITY) return;
    this.#time.after(Math.max(0, ms - this.#time.nowMs), () =>
      this.way.onceAwake(() => this.dispatcher.timePassed(this.#time.nowMs)),
    );
  }

  // ---- What the supervisor decides ----

  fork(): number {
    return this.processes.fork();
  }

  mayBeSilent(worker: number): boolean {
    return this.processes.isUp(worker);
  }

  /** Not at once: until then it may still answer. */
  kill(worker: number): void {
    this.#time.after(this.#chance.delayMs(), () => {
      this.way.pass(worker, () => this.processes.kill(worker));
    });
  }

  joined(worker: number): void {
    this.#records.set(
      worker,
      this.dispatcher.workerJoined(worker, 1, this.#time.nowMs, isFar(worker) ? 'far' : ''),
    );
  }

  left(worker: number): void {
    const record = this.#records.get(worker);
    if (record === undefined) return;
    this.#records.delete(worker);
    this.#runs.left(worker);
    this.#promises.leaving(record);
    this.dispatcher.workerLeft(record, this.#time.nowMs);
    this.#promises.left(record);
  }

  /** The worker seems out of reach until then, if it is there so long. */
  doubt(worker: number, forMs: number): void {
    const record = this.#records.get(worker);
    if (record === undefined || this.#promises.doubted.has(record)) return;
    this.#promises.doubted.add(record);
    this.dispatcher.workerDoubted(record, true, this.#time.nowMs);
    this.#time.after(forMs, () =>
      this.way.onceAwake(() => {
        this.#promises.doubted.delete(record);
        if (this.#records.get(worker) === record)
          this.dispatcher.workerDoubted(record, false, this.#time.nowMs);
      }),
    );
  }

  cut(forMs: number): void {
    this.way.cut(forMs, this.processes.alive, this);
  }

  /** Its agent ends it at about the same time. */
  givenUp(worker: number): void {
    this.#exited(worker, true);
    this.#time.after(this.#chance.draw() * BEAT_MS, () => this.processes.kill(worker));
  }

  gaveUp(reason: string): void {
    throw new GaveUp(reason);
  }

  // ---- What it hears of its workers ----

  ready(worker: number): void {
    this.way.hear(worker, () => this.#supervisor.ready(worker, this.#time.nowMs));
  }

  beat(worker: number): void {
    this.way.hear(worker, () => this.#supervisor.heard(worker, this.#time.nowMs));
  }

  exited(worker: number): void {
    this.way.hear(worker, () => this.#exited(worker, false));
  }

  replied(from: number, { job, attempt }: Delivery, ran: boolean): void {
    this.way.hear(from, () => {
      const { worker } = job;
      const run = { ok: ran, serviceMs: job.payload.sizeMs };
      const taken = this.#promises.replied(job, attempt, from, () =>
        this.dispatcher.jobFinished(job, from, attempt, run, this.#time.nowMs),
      );
      if (taken && worker !== undefined)
        this.#runs.returned(worker.hostId, worker.sentCount, this.#time.nowMs);
    });
  }

  #exited(worker: number, killed: boolean): void {
    this.#supervisor.exited(worker, 'a fault', killed, this.#time.nowMs);
    this.#supervise();
  }

  #supervise(): void {
    const turn = ++this.#supervisions;
    this.#time.after(Math.max(0, this.#supervisor.nextMs - this.#time.nowMs), () =>
      this.way.onceAwake(() => {
        // Another death has set another moment meanwhile.
        if (turn !== this.#supervisions) return;
        for (const worker of this.#runs.overrunning(
          () => this.#timeoutMs,
          (id) => this.way.reachedMs(id),
        ))
          this.#supervisor.condemn(worker, 'overrun');
        this.#supervisor.timePassed(this.#time.nowMs);
        this.#supervise();
      }),
    );
  }
}
