import type { Fault, Scenario } from '../../contract/scenario.ts';
import { RandomStream } from '../../core/random-stream.ts';

/** One fault of a trial: its time from the start of the load, and the worker of its kind, from 0. */
export interface PlannedFault {
  readonly atMs: number;
  readonly fault: Fault;
  readonly worker: number;
}

/** All faults of a trial by time. The seed decides which workers are hit. None is after the measured time. */
export function faultPlan({ faults = [], cluster, load }: Scenario, seed: number): PlannedFault[] {
  const endMs = load.warmupMs + load.durationMs;
  const planned = faults.flatMap((fault, i) => {
    const stream = new RandomStream(seed, `faults ${i}`);
    const workers = fault.hits === 'job worker' ? cluster.jobWorkers : cluster.httpWorkers;
    const count = Math.ceil((endMs - load.warmupMs) / fault.everyMs) - 1;
    return Array.from({ length: Math.max(0, count) }, (_, nth) => ({
      atMs: load.warmupMs + (nth + 1) * fault.everyMs,
      fault,
      worker: Math.floor(stream.next() * workers),
    }));
  });
  return planned.sort((a, b) => a.atMs - b.atMs);
}
