import type { BurstLoad, OpenLoad, Scenario } from '../contract/scenario.ts';
import { RandomStream } from './random-stream.ts';
import { meanHeavyMs, RequestMix, type RequestShape } from './request-mix.ts';

/** A request and when it is due, in ms from the start of the load. */
export interface PlannedRequest extends RequestShape {
  readonly seq: number;
  readonly atMs: number;
  /** Sent and counted, but in no latency. */
  readonly warmup: boolean;
}

/** All requests of a trial, by due time: the same for every strategy that meets the same seed. */
export function drawPlan(scenario: Scenario, load: OpenLoad | BurstLoad, seed: number): PlannedRequest[] {
  const due = load.model === 'open' ? openArrivals(scenario, load, seed) : bursts(scenario, load, seed);
  due.sort((a, b) => a.atMs - b.atMs);
  return due.map(({ atMs, shape }, seq) => ({ seq, atMs, warmup: isBefore(atMs, load.warmupMs), ...shape }));
}

/** Heavy requests a second that the scenario asks for. */
export function heavyPerSecond(scenario: Scenario, load: OpenLoad): number {
  if ('perSecond' in load.heavy) return load.heavy.perSecond;
  const meanMs = meanHeavyMs(scenario);
  if (meanMs === undefined) throw new Error('a load given as utilisation needs timed job types only');
  return (load.heavy.utilisation * scenario.cluster.jobWorkers * 1000) / meanMs;
}

/** By more than a nanosecond: what falls on the end falls there at any pace, however the times were rounded. */
function isBefore(atMs: number, endMs: number): boolean {
  return atMs < endMs - 1e-6;
}

interface Due {
  readonly atMs: number;
  readonly shape: RequestShape;
}

function openArrivals(scenario: Scenario, load: OpenLoad, seed: number): Due[] {
  const mix = new RequestMix(scenario, seed);
  const endMs = load.warmupMs + load.durationMs;
  return [
    ...poisson(heavyPerSecond(scenario, load), endMs, new RandomStream(seed, 'heavy arrivals'), () =>
      mix.heavy(),
    ),
    ...poisson(load.lightPerSecond, endMs, new RandomStream(seed, 'light arrivals'), () => mix.light()),
  ];
}

function poisson(perSecond: number, endMs: number, stream: RandomStream, draw: () => RequestShape): Due[] {
  if (perSecond === 0) return [];
  const due: Due[] = [];
  const gapMs = 1000 / perSecond;
  for (let atMs = stream.exponential(gapMs); atMs < endMs; atMs += stream.exponential(gapMs)) {
    due.push({ atMs, shape: draw() });
  }
  return due;
}

function bursts(scenario: Scenario, load: BurstLoad, seed: number): Due[] {
  const mix = new RequestMix(scenario, seed);
  const due: Due[] = [];
  const endMs = load.warmupMs + load.durationMs;
  for (let burst = 0; isBefore(burst * load.everyMs, endMs); burst++) {
    const atMs = burst * load.everyMs;
    for (let i = 0; i < load.lightPerBurst; i++) due.push({ atMs, shape: mix.light() });
    for (let i = 0; i < load.heavyPerBurst; i++) due.push({ atMs, shape: mix.heavy() });
  }
  return due;
}
