import type { Scenario } from '../contract/scenario.ts';
import { faultPlan, type PlannedFault } from '../load/plan/fault-plan.ts';
import { workerSpeeds } from '../load/plan/heavy-stream.ts';
import type { SimulatedDisturbance } from './simulated-cluster.ts';

/** About as live: the delay before a new worker is forked, and what it takes to start. Real time, whatever the time scale. */
const REPLACED_AFTER_MS = 250;
/** As live: how long a worker is silent until it is given up. */
const NOTICED_AFTER_MS = 3100;

/** What the scenario's faults come to for the job workers; there are no HTTP workers in the simulator. */
export function faultDisturbances(
  scenario: Scenario,
  seed: number,
  replacedAfterMs = REPLACED_AFTER_MS,
): SimulatedDisturbance[] {
  const speeds = workerSpeeds(scenario);
  return faultPlan(scenario, seed)
    .filter(({ fault }) => fault.hits === 'job worker')
    .flatMap((planned) => disturbances(planned, speeds[planned.worker] as number, replacedAfterMs));
}

function disturbances(
  { atMs, worker, fault }: PlannedFault,
  speed: number,
  replacedAfterMs: number,
): SimulatedDisturbance[] {
  if (fault.does === 'slow') {
    return [
      { atMs, worker, speed: speed * fault.speed },
      { atMs: atMs + fault.forMs, worker, speed },
    ];
  }
  const noticedAfterMs = fault.does === 'stop' ? NOTICED_AFTER_MS : 0;
  return [
    { atMs, worker, speed: 0, noticedAfterMs },
    { atMs: atMs + noticedAfterMs + replacedAfterMs, worker, speed },
  ];
}
