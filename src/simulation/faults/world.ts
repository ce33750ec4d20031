import type { Outcome } from '../../contract/job.ts';
import { RandomStream } from '../../core/random-stream.ts';
import type { Dispatcher, DispatcherSettings } from '../../core/scheduling/dispatcher.ts';
import type { Host } from '../../core/scheduling/host.ts';
import type { Scheduling } from '../../core/scheduling/scheduling.ts';
import { RunWatch } from '../../core/supervision/run-watch.ts';
import { Supervisor, type SupervisorHost } from '../../core/supervision/supervisor.ts';
import { Agenda } from '../agenda.ts';
import { Chance } from './chance.ts';
import { type Knobs, knobsOf } from './knobs.ts';
import { BrokenPromise, type FaultyJob, Promises, type WatchedJob, type WatchedWorker } from './promises.ts';
import { type Delivery, FaultyWorker, type WorkerWorld } from './worker.ts';

const BEAT_EVERY_MS = 200;
const BOOT_MS = 50;
const MEAN_JOB_MS = 20;
const REVIVED_AFTER_MS = 3000;
const LONGEST_PAUSE_MS = 1500;
/** After the last job's deadline: enough to notice a dead worker, to replace it, and to say so. */
const AFTERMATH_MS = 30_000;

export type MakeDispatcher = (
  settings: DispatcherSettings,
  host: Host<FaultyJob>,
  nowMs: number,
) => Dispatcher<FaultyJob>;

export interface WorldReport {
  readonly events: number;
  readonly outcomes: Readonly<Record<Outcome, number>>;
  readonly retried: number;
  readonly dropped: number;
  readonly deaths: number;
}

/**
 * Dispatcher and supervisor as they run live, in a world that drops, doubles and delays their messages, kills and stops
 * their workers and holds up the primary. Everything follows from the seed. Throws BrokenPromise.
 */
export class World implements Host<FaultyJob>, SupervisorHost<number>, WorkerWorld {
  readonly #knobs: Knobs;
  readonly #chance: Chance;
  readonly #time = new Agenda();
  readonly #promises: Promises;
  readonly #dispatcher: Dispatcher<FaultyJob>;
  readonly #supervisor: Supervisor<number>;
  readonly #runs: RunWatch;
  readonly #processes = new Map<number, FaultyWorker>();
  readonly #records = new Map<number, WatchedWorker>();
  #forked = 0;
  #supervisions = 0;
  /** The primary does nothing before this. */
  #standsStillUntilMs = 0;

  constructor(seed: number, scheduling: Scheduling, make: MakeDispatcher) {
    this.#knobs = knobsOf(seed);
    this.#chance = new Chance(this.#knobs, new RandomStream(seed, 'world'), this.#time);
    const { queueLimit, timeoutMs } = this.#knobs;
    const strategyStream = new RandomStream(seed, 'strategy');
    this.#promises = new Promises(scheduling.window, queueLimit, timeoutMs);
    this.#dispatcher = make({ ...scheduling, queueLimit, random: () => strategyStream.next() }, this, 0);
    this.#supervisor = new Supervisor(this, () => this.#chance.draw());
    this.#runs = new RunWatch(timeoutMs);
  }

  run(): WorldReport {
    const { workers, jobs, jobsPerSecond, timeoutMs } = this.#knobs;
    this.#supervisor.start(
      Array.from({ length: workers }, (_, seat) => seat),
      0,
    );
    this.#supervise();
    let atMs = 0;
    for (let i = 0; i < jobs; i++) {
      atMs += this.#chance.exponential(1000 / jobsPerSecond);
      this.after(atMs, () => this.#atPrimary(() => this.#arrive()));
    }
    this.#disturb();
    this.after(atMs + timeoutMs, () => {
      this.#chance.isFaulty = false;
    });
    const endMs = atMs + timeoutMs + AFTERMATH_MS;
    let events = 0;
    while (this.#time.nextMs <= endMs) {
      this.#time.step();
      events++;
      this.#promises.check(this.#dispatcher);
    }
    this.#promises.checkEnd(this.#dispatcher, workers);
    const { outcomes, retried, staleReplies, lateReplies } = this.#dispatcher.tally;
    if (outcomes.ok !== this.#promises.accepted)
      throw new BrokenPromise(
        `${outcomes.ok} jobs are counted as ok, ${this.#promises.accepted} results were accepted`,
      );
    return {
      events,
      outcomes,
      retried,
      dropped: staleReplies + lateReplies,
      deaths: this.#supervisor.deaths,
    };
  }

  get nowMs(): number {
    return this.#time.nowMs;
  }

  after(delayMs: number, action: () => void): void {
    this.#time.after(delayMs, action);
  }

  // ---- What the dispatcher decides ----

  send(job: WatchedJob, worker: WatchedWorker): void {
    const { nowMs } = this;
    this.#promises.sent(job, worker, nowMs);
    this.#runs.sent(worker.hostId, worker.sentCount, nowMs);
    this.#supervisor.employed(worker.hostId);
    const { attempt } = job;
    const leftMs = job.arrivalMs + job.demand.timeoutMs - nowMs;
    this.#chance.message(() => {
      const process = this.#processes.get(worker.hostId);
      process?.deliver({ job, attempt, expiresMs: this.nowMs + leftMs });
    });
  }

  settled(job: WatchedJob, outcome: Outcome): void {
    this.#promises.settled(job, outcome, this.nowMs);
  }

  cancel(): void {}

  probe(worker: WatchedWorker): void {
    this.#chance.message(() => {
      if (this.#processes.get(worker.hostId)?.state !== 'up') return;
      this.#chance.message(() =>
        this.#atPrimary(() => this.#dispatcher.probed(worker, { unfinished: 1, latencyMs: 1 }, this.nowMs)),
      );
    });
  }

  wakeAt(ms: number): void {
    if (ms === Number.POSITIVE_INFINITY) return;
    this.after(Math.max(0, ms - this.nowMs), () =>
      this.#atPrimary(() => this.#dispatcher.timePassed(this.nowMs)),
    );
  }

  // ---- What the supervisor decides ----

  fork(): number {
    const id = ++this.#forked;
    const process = new FaultyWorker(id, this);
    this.#processes.set(id, process);
    const isStillborn = this.#chance.isFaulty && this.#chance.draw() < this.#knobs.stillborn;
    this.after(this.#chance.exponential(BOOT_MS), () => {
      if (process.state !== 'booting') return;
      if (isStillborn) {
        this.dies(process);
        return;
      }
      process.state = 'up';
      this.#atPrimary(() => this.#supervisor.ready(id, this.nowMs));
      this.#beat(process);
    });
    return id;
  }

  mayBeSilent(worker: number): boolean {
    return this.#processes.get(worker)?.state === 'up';
  }

  /** Not at once: until then it may still answer. */
  kill(worker: number): void {
    this.after(this.#chance.delayMs(), () => {
      const process = this.#processes.get(worker);
      if (process !== undefined) this.dies(process);
    });
  }

  joined(worker: number): void {
    const record = this.#dispatcher.workerJoined(worker, 1, this.nowMs);
    this.#records.set(worker, record);
  }

  left(worker: number): void {
    const record = this.#records.get(worker);
    if (record === undefined) return;
    this.#records.delete(worker);
    this.#runs.left(worker);
    this.#promises.leaving(record);
    this.#dispatcher.workerLeft(record, this.nowMs);
    this.#promises.left(record);
  }

  gaveUp(reason: string): void {
    throw new GaveUp(reason);
  }

  // ---- What the workers do ----

  replies(worker: FaultyWorker, { job, attempt }: Delivery, ran: boolean): void {
    this.#chance.message(() => this.#atPrimary(() => this.#replied(worker, job, attempt, ran)));
  }

  dies(worker: FaultyWorker): void {
    if (worker.state === 'dead') return;
    worker.kill();
    this.#processes.delete(worker.id);
    this.after(this.#chance.delayMs(), () =>
      this.#atPrimary(() => {
        this.#supervisor.exited(worker.id, 'a fault', false, this.nowMs);
        this.#supervise();
      }),
    );
  }

  #replied(from: FaultyWorker, job: WatchedJob, attempt: number, ran: boolean): void {
    const worker = job.worker;
    const taken = this.#promises.replied(job, attempt, from.id, () =>
      this.#dispatcher.jobFinished(
        job,
        from.id,
        attempt,
        { ok: ran, serviceMs: job.payload.sizeMs },
        this.nowMs,
      ),
    );
    if (taken && worker !== undefined) this.#runs.returned(worker.hostId, worker.sentCount, this.nowMs);
  }

  #beat(process: FaultyWorker): void {
    if (process.state === 'dead') return;
    if (process.state === 'up') this.#atPrimary(() => this.#supervisor.heard(process.id, this.nowMs));
    this.after(BEAT_EVERY_MS, () => this.#beat(process));
  }

  // ---- What the world does ----

  #arrive(): void {
    const { timeoutMs, poisonous, hangUps } = this.#knobs;
    const sizeMs = this.#chance.exponential(MEAN_JOB_MS);
    const payload: FaultyJob = { sizeMs, poisonous: this.#chance.draw() < poisonous };
    const type = this.#chance.draw() < 0.8 ? 'short' : 'long';
    const demand = {
      type,
      estimateMs: MEAN_JOB_MS,
      key: `key ${Math.floor(this.#chance.draw() * 5)}`,
      timeoutMs,
    };
    const job = this.#dispatcher.jobArrived(demand, sizeMs, payload, this.nowMs);
    this.#promises.arrived(job, this.#dispatcher);
    if (this.#chance.draw() < hangUps) {
      this.after(this.#chance.exponential(timeoutMs / 2), () =>
        this.#atPrimary(() => this.#dispatcher.jobCancelled(job, this.nowMs)),
      );
    }
  }

  #disturb(): void {
    const { killsPerSecond, hangsPerSecond, pausesPerSecond } = this.#knobs;
    this.#chance.often(killsPerSecond, () => {
      const process = this.#anyProcess();
      if (process !== undefined) this.dies(process);
    });
    this.#chance.often(hangsPerSecond, () => {
      const process = this.#anyProcess();
      process?.stop();
      this.after(this.#chance.exponential(REVIVED_AFTER_MS), () => process?.revive());
    });
    this.#chance.often(pausesPerSecond, () => {
      const untilMs = this.nowMs + this.#chance.draw() * LONGEST_PAUSE_MS;
      this.#standsStillUntilMs = Math.max(this.#standsStillUntilMs, untilMs);
      this.#promises.stoodStillUntilMs = this.#standsStillUntilMs;
    });
  }

  #anyProcess(): FaultyWorker | undefined {
    const all = [...this.#processes.values()];
    return all[Math.floor(this.#chance.draw() * all.length)];
  }

  #supervise(): void {
    const turn = ++this.#supervisions;
    this.after(Math.max(0, this.#supervisor.nextMs - this.nowMs), () =>
      this.#atPrimary(() => {
        // Another death has set another moment meanwhile.
        if (turn !== this.#supervisions) return;
        for (const worker of this.#runs.overrunning(this.nowMs)) this.#supervisor.condemn(worker, 'overrun');
        this.#supervisor.timePassed(this.nowMs);
        this.#supervise();
      }),
    );
  }

  /** What is for the primary waits while it stands still; then it all comes at once, in order. */
  #atPrimary(event: () => void): void {
    if (this.nowMs >= this.#standsStillUntilMs) event();
    else this.after(this.#standsStillUntilMs - this.nowMs, () => this.#atPrimary(event));
  }
}

/** The supervisor gave up, as it should where workers die at their start again and again. */
export class GaveUp extends Error {
  override readonly name = 'GaveUp';
}
