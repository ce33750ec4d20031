import type { BurstLoad, OpenLoad, Scenario } from '../../contract/scenario.ts';
import { RandomStream } from '../../core/random-stream.ts';
import { arrivalTimes, type NextArrival } from './arrival-times.ts';
import { knownCapacity } from './measured-capacity.ts';
import { meanHeavyMs, RequestMix, type RequestShape } from './request-mix.ts';
import type { RecordedLoad, ScheduledLoad, TraceRow } from './scenario-states.ts';

/** The parts of a scenario that determine its requests. */
export type RequestSource = Pick<Scenario, 'cluster' | 'types' | 'shifts' | 'keys'>;

/**
 * The heavy requests of a load in order of arrival, one at a time and without end (after the end of a trace `atMs` is
 * Infinity). The same seed gives the same requests, in the live cluster and in the simulator.
 */
export interface HeavyStream {
  readonly atMs: number;
  readonly shape: RequestShape;
  advance(): void;
}

export function heavyStream(scenario: RequestSource, load: ScheduledLoad, seed: number): HeavyStream {
  if (load.model === 'trace') return new RecordedStream(load);
  return new DrawnStream(heavyArrivals(scenario, load, seed), new RequestMix(scenario, seed));
}

/** Requested heavy requests a second. */
export function heavyPerSecond(scenario: RequestSource, load: OpenLoad): number {
  if ('perSecond' in load.heavy) return load.heavy.perSecond;
  return load.heavy.utilisation * (knownCapacity(load) ?? capacityOfTimed(scenario));
}

function capacityOfTimed(scenario: RequestSource): number {
  const meanMs = meanHeavyMs(scenario.types);
  if (meanMs === undefined) throw new Error('the capacity of a cluster for reports must be measured');
  return (workerSpeeds(scenario).reduce((sum, speed) => sum + speed, 0) * 1000) / meanMs;
}

/** The speed of each job worker, 1 by default. */
export function workerSpeeds({ cluster }: Pick<Scenario, 'cluster'>): number[] {
  return Array.from({ length: cluster.jobWorkers }, (_, i) => cluster.speeds?.[i] ?? 1);
}

function heavyArrivals(scenario: RequestSource, load: OpenLoad | BurstLoad, seed: number): NextArrival {
  if (load.model === 'bursts') return burstTimes(load);
  const stream = new RandomStream(seed, 'heavy arrivals');
  const perMs = heavyPerSecond(scenario, load) / 1000;
  return arrivalTimes(load.arrivals, perMs, [load.warmupMs, load.warmupMs + load.durationMs], stream);
}

/** Multiplied, not added up, so that rounding errors do not accumulate. */
function burstTimes({ everyMs, heavyPerBurst }: BurstLoad): NextArrival {
  let next = 0;
  if (heavyPerBurst === 0) return () => Number.POSITIVE_INFINITY;
  return () => Math.floor(next++ / heavyPerBurst) * everyMs;
}

class DrawnStream implements HeavyStream {
  readonly #nextArrival: NextArrival;
  readonly #mix: RequestMix;
  atMs: number;
  shape: RequestShape;

  constructor(nextArrival: NextArrival, mix: RequestMix) {
    this.#nextArrival = nextArrival;
    this.#mix = mix;
    this.atMs = nextArrival(0);
    this.shape = mix.heavy(this.atMs);
  }

  advance(): void {
    this.atMs = this.#nextArrival(this.atMs);
    if (this.atMs !== Number.POSITIVE_INFINITY) this.shape = this.#mix.heavy(this.atMs);
  }
}

class RecordedStream implements HeavyStream {
  readonly #rows: readonly TraceRow[];
  #next = 0;
  atMs = Number.POSITIVE_INFINITY;
  shape: RequestShape = { class: 'heavy', type: '', sizeMs: undefined, key: '' };

  constructor({ rows }: RecordedLoad) {
    this.#rows = rows;
    this.advance();
  }

  advance(): void {
    const row = this.#rows[this.#next++];
    this.atMs = row?.arrivalMs ?? Number.POSITIVE_INFINITY;
    if (row !== undefined) this.shape = { class: 'heavy', type: row.type, sizeMs: row.serviceMs, key: '' };
  }
}
