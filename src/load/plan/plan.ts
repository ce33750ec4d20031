import { RandomStream } from '../../core/random-stream.ts';
import { arrivalTimes, type NextArrival } from './arrival-times.ts';
import { heavyStream, type RequestSource } from './heavy-stream.ts';
import { LIGHT, type RequestShape } from './request-mix.ts';
import { isBefore } from './rounding.ts';
import type { ScheduledLoad } from './scenario-states.ts';

/** A request and its due time, in ms from the start of the load. */
export interface PlannedRequest extends RequestShape {
  readonly seq: number;
  readonly atMs: number;
  /** Sent and counted, but without latency figures. */
  readonly warmup: boolean;
}

interface Due {
  readonly atMs: number;
  readonly shape: RequestShape;
}

/** All requests of a trial by due time: the same for every strategy with the same seed. */
export function drawPlan(scenario: RequestSource, load: ScheduledLoad, seed: number): PlannedRequest[] {
  const endMs = load.warmupMs + load.durationMs;
  const due = [...lightRequests(load, endMs, seed), ...heavyRequests(scenario, load, endMs, seed)];
  due.sort((a, b) => a.atMs - b.atMs);
  return due.map(({ atMs, shape }, seq) => ({ seq, atMs, warmup: isBefore(atMs, load.warmupMs), ...shape }));
}

function heavyRequests(scenario: RequestSource, load: ScheduledLoad, endMs: number, seed: number): Due[] {
  const due: Due[] = [];
  const stream = heavyStream(scenario, load, seed);
  for (; isBefore(stream.atMs, endMs); stream.advance()) due.push({ atMs: stream.atMs, shape: stream.shape });
  return due;
}

function lightRequests(load: ScheduledLoad, endMs: number, seed: number): Due[] {
  const due: Due[] = [];
  if (load.model === 'open') {
    const stream = new RandomStream(seed, 'light arrivals');
    const perMs = load.lightPerSecond / 1000;
    const next: NextArrival = arrivalTimes({ process: 'poisson' }, perMs, [load.warmupMs, endMs], stream);
    for (let atMs = next(0); atMs < endMs; atMs = next(atMs)) due.push({ atMs, shape: LIGHT });
  } else if (load.model === 'bursts') {
    for (let burst = 0; isBefore(burst * load.everyMs, endMs); burst++) {
      for (let i = 0; i < load.lightPerBurst; i++) due.push({ atMs: burst * load.everyMs, shape: LIGHT });
    }
  }
  return due;
}
