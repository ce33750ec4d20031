import type { Outcome } from '../../contract/job.ts';
import { RandomStream } from '../../core/random-stream.ts';
import type { DispatcherSettings, Scheduling } from '../../core/scheduling/scheduling.ts';
import { Agenda } from './agenda.ts';
import { Chance } from './chance.ts';
import { FaultyPrimary, type MakeDispatcher } from './faulty-primary.ts';
import { type Knobs, knobsOf } from './knobs.ts';
import { BrokenPromise, type FaultyJob, Promises } from './promises.ts';

const MEAN_JOB_MS = 20;
const REVIVED_AFTER_MS = 3000;
const LONGEST_PAUSE_MS = 1500;
/** Until a session is given up, or trusted again. */
const LONGEST_DOUBT_MS = 2000;
/** Sessions forgive half of these. */
const LONGEST_CUT_MS = 6000;
/** After the last job's deadline: enough to notice a dead worker, to replace it, and to say so. */
const AFTERMATH_MS = 30_000;

export interface WorldReport {
  readonly events: number;
  readonly outcomes: Readonly<Record<Outcome, number>>;
  readonly retried: number;
  readonly dropped: number;
  readonly deaths: number;
  /** How often another strategy took over. */
  readonly swaps: number;
  /** Partitions between the primary and every other worker. */
  readonly cuts: number;
}

/**
 * A primary and its workers in a world that drops, doubles and delays their messages, kills and stops the workers and holds
 * up the primary, and changes its strategy. Everything follows from the seed. Throws BrokenPromise.
 */
export class World {
  readonly #knobs: Knobs;
  readonly #time = new Agenda();
  readonly #chance: Chance;
  readonly #promises: Promises;
  readonly #primary: FaultyPrimary;
  readonly #strategies: readonly DispatcherSettings[];
  #swaps = 0;
  #cuts = 0;

  /** The first is in charge at the beginning. */
  constructor(seed: number, strategies: readonly [Scheduling, ...Scheduling[]], make: MakeDispatcher) {
    this.#knobs = knobsOf(seed);
    this.#chance = new Chance(this.#knobs, new RandomStream(seed, 'world'), this.#time);
    const { queueLimit, timeoutMs } = this.#knobs;
    const strategyStream = new RandomStream(seed, 'strategy');
    const random = () => strategyStream.next();
    const settingsOf = (scheduling: Scheduling) => ({ ...scheduling, queueLimit, random });
    this.#strategies = strategies.map(settingsOf);
    const first = settingsOf(strategies[0]);
    this.#promises = new Promises(first.window, queueLimit, timeoutMs);
    this.#primary = new FaultyPrimary(first, make, this.#knobs, this.#chance, this.#time, this.#promises);
  }

  run(): WorldReport {
    const { workers, jobs, jobsPerSecond, timeoutMs } = this.#knobs;
    this.#primary.start(workers);
    let atMs = 0;
    for (let i = 0; i < jobs; i++) {
      atMs += this.#chance.exponential(1000 / jobsPerSecond);
      this.#time.after(atMs, () => this.#primary.way.onceAwake(() => this.#arrive()));
    }
    this.#disturb();
    this.#time.after(atMs + timeoutMs, () => {
      this.#chance.isFaulty = false;
    });
    const endMs = atMs + timeoutMs + AFTERMATH_MS;
    let events = 0;
    while (this.#time.nextMs <= endMs) {
      this.#time.step();
      events++;
      this.#promises.check(this.#primary.dispatcher);
    }
    this.#promises.checkEnd(this.#primary.dispatcher, workers);
    return this.#report(events);
  }

  #report(events: number): WorldReport {
    const { outcomes, retried, staleReplies, lateReplies } = this.#primary.dispatcher.tally;
    if (outcomes.ok !== this.#promises.accepted)
      throw new BrokenPromise(
        `${outcomes.ok} jobs are counted as ok, ${this.#promises.accepted} results were accepted`,
      );
    return {
      events,
      outcomes,
      retried,
      dropped: staleReplies + lateReplies,
      deaths: this.#primary.deaths,
      swaps: this.#swaps,
      cuts: this.#cuts,
    };
  }

  #arrive(): void {
    const { timeoutMs, poisonous, hangUps } = this.#knobs;
    const sizeMs = this.#chance.exponential(MEAN_JOB_MS);
    const payload: FaultyJob = { sizeMs, poisonous: this.#chance.draw() < poisonous };
    const type = this.#chance.draw() < 0.8 ? 'short' : 'long';
    const key = `key ${Math.floor(this.#chance.draw() * 5)}`;
    const job = this.#primary.arrives({ type, estimateMs: MEAN_JOB_MS, key, timeoutMs }, sizeMs, payload);
    if (this.#chance.draw() < hangUps) {
      const afterMs = this.#chance.exponential(timeoutMs / 2);
      this.#time.after(afterMs, () => this.#primary.clientLeaves(job));
    }
  }

  #disturb(): void {
    const {
      killsPerSecond,
      hangsPerSecond,
      pausesPerSecond,
      swapsPerSecond,
      doubtsPerSecond,
      cutsPerSecond,
    } = this.#knobs;
    const { processes } = this.#primary;
    this.#chance.often(killsPerSecond, () => {
      const process = processes.any();
      if (process !== undefined) processes.dies(process);
    });
    this.#chance.often(hangsPerSecond, () => {
      const process = processes.any();
      process?.stop();
      this.#time.after(this.#chance.exponential(REVIVED_AFTER_MS), () => process?.revive());
    });
    this.#chance.often(pausesPerSecond, () =>
      this.#primary.standStillUntil(this.#time.nowMs + this.#chance.draw() * LONGEST_PAUSE_MS),
    );
    this.#chance.often(doubtsPerSecond, () => {
      const process = processes.any();
      const forMs = this.#chance.draw() * LONGEST_DOUBT_MS;
      if (process !== undefined) this.#primary.way.onceAwake(() => this.#primary.doubt(process.id, forMs));
    });
    this.#chance.often(cutsPerSecond, () => {
      this.#cuts++;
      this.#primary.cut(this.#chance.draw() * LONGEST_CUT_MS);
    });
    this.#chance.often(swapsPerSecond, () => {
      const next = this.#strategies[Math.floor(this.#chance.draw() * this.#strategies.length)];
      this.#primary.way.onceAwake(() => this.#swap(next as DispatcherSettings));
    });
  }

  #swap(next: DispatcherSettings): void {
    this.#swaps++;
    this.#primary.swap(next);
  }
}
