import { RandomStream } from '../../core/random-stream.ts';

/** How hard one world is on its cluster; all of it is drawn from the seed. Times in ms, rates per second, shares 0 to 1. */
export interface Knobs {
  readonly workers: number;
  readonly queueLimit: number;
  readonly jobs: number;
  readonly jobsPerSecond: number;
  readonly timeoutMs: number;
  /** Share of jobs whose client hangs up. */
  readonly hangUps: number;
  /** Share of messages that never arrive. */
  readonly dropped: number;
  /** Share of messages that arrive twice. */
  readonly duplicated: number;
  /** Messages take up to so long, each its own time: so they overtake each other. */
  readonly slowestMessageMs: number;
  /** Share of jobs that kill whoever runs them. */
  readonly poisonous: number;
  readonly killsPerSecond: number;
  readonly hangsPerSecond: number;
  /** Share of new workers that die before they are ready. */
  readonly stillborn: number;
  /** The primary stands still now and then. */
  readonly pausesPerSecond: number;
  /** Another strategy takes over so often. */
  readonly swapsPerSecond: number;
  /** A worker seems out of reach so often, for a while. */
  readonly doubtsPerSecond: number;
  /** The way to every other worker is cut so often, for a while. */
  readonly cutsPerSecond: number;
}

export function knobsOf(seed: number): Knobs {
  const stream = new RandomStream(seed, 'knobs');
  const upTo = (most: number) => stream.next() * most;
  const whole = (least: number, most: number) => least + Math.floor(upTo(most - least + 1));
  /** Most worlds are free of each fault, so that each also meets the others alone. */
  const now = (most: number) => (stream.next() < 0.5 ? 0 : upTo(most));
  return {
    workers: whole(1, 5),
    queueLimit: stream.next() < 0.3 ? whole(1, 10) : 1000,
    jobs: whole(20, 120),
    jobsPerSecond: 10 + upTo(90),
    timeoutMs: stream.next() < 0.5 ? whole(50, 400) : whole(1000, 5000),
    hangUps: now(0.2),
    dropped: now(0.05),
    duplicated: now(0.2),
    slowestMessageMs: now(30),
    poisonous: now(0.03),
    killsPerSecond: now(3),
    hangsPerSecond: now(1),
    stillborn: now(0.2),
    pausesPerSecond: now(0.5),
    swapsPerSecond: now(20),
    doubtsPerSecond: now(3),
    cutsPerSecond: now(1),
  };
}
