import type { BoundedScheduling } from '../core/scheduling/scheduling.ts';
import { heavyPerSecond, workerSpeeds } from '../load/plan/heavy-stream.ts';
import { askedLevel, levelOf } from '../load/plan/load-level.ts';
import { ROUNDING_MS } from '../load/plan/rounding.ts';
import type { ReadScenario, ScheduledLoad } from '../load/plan/scenario-states.ts';
import { faultDisturbances } from './fault-disturbances.ts';
import { runIdealFifo } from './ideal-fifo.ts';
import { Measures } from './measures.ts';
import { PREEMPTIVE_REFERENCES, runPreemptive } from './preemptive-references.ts';
import { ScenarioJobs, simulatedTypes } from './scenario-jobs.ts';
import type { SimulatedCluster } from './simulated-cluster.ts';
import { Simulation } from './simulation.ts';
import { type SimulationSummary, summarizeSimulation } from './summary.ts';

/** Bounds to hold strategies against; none of them is a strategy. */
export const REFERENCES = ['central FIFO', ...PREEMPTIVE_REFERENCES] as const;
export type Reference = (typeof REFERENCES)[number];

/** Part of the measured time that goes before it, unmeasured, in simulations that are stretched. */
const WARMUP_SHARE = 0.1;

/** One strategy, one scenario, one seed, in virtual time. `jobs` stretches loads that are the same at all times; for `beat` see `Simulation.run`. */
export function simulateScenario(
  scenario: ReadScenario,
  scheduling: BoundedScheduling,
  seed: number,
  jobs: number,
  beat?: () => void,
): SimulationSummary {
  const { measures, retried } = measureScenario(scenario, scheduling, seed, jobs, beat);
  return { ...summaryOf(scenario, measures), retried };
}

/** The same, not summed up; `retried` are the attempts beyond the first. */
export function measureScenario(
  scenario: ReadScenario,
  scheduling: BoundedScheduling,
  seed: number,
  jobs: number,
  beat?: () => void,
): { readonly measures: Measures; readonly retried: number } {
  const { stream, measures } = prepare(scenario, seed, jobs);
  const simulation = new Simulation(scheduling, clusterOf(scenario, seed), stream, measures, seed);
  simulation.run(beat);
  const retried = simulation.primaries.reduce((sum, { dispatcher }) => sum + dispatcher.tally.retried, 0);
  return { measures, retried };
}

export function simulateReference(
  scenario: ReadScenario,
  reference: Reference,
  seed: number,
  jobs: number,
): SimulationSummary {
  const { workers, stream, measures } = prepare(scenario, seed, jobs);
  if (reference === 'central FIFO') runIdealFifo(stream, workers, measures);
  else runPreemptive(reference, stream, workers, measures);
  return summaryOf(scenario, measures);
}

function summaryOf(scenario: ReadScenario, measures: Measures): SimulationSummary {
  const { span, types, offeredMs } = measures;
  const offered = types.reduce((sum, type) => sum + type.offered, 0);
  return {
    ...summarizeSimulation(measures, scenario.cluster.jobWorkers),
    level: {
      asked: askedLevel(scenario, scheduledLoad(scenario)),
      offered: levelOf(scenario, offered, offeredMs, span.endMs - span.warmupMs),
    },
  };
}

interface Prepared {
  readonly workers: number;
  readonly stream: ScenarioJobs;
  readonly measures: Measures;
}

function prepare(scenario: ReadScenario, seed: number, jobs: number): Prepared {
  const types = simulatedTypes(scenario);
  const load = stretched(scenario, scheduledLoad(scenario), jobs);
  const workers = scenario.cluster.jobWorkers;
  // As in the plan of a live load: what falls on an end falls there however it was rounded.
  const warmupMs = load.warmupMs - ROUNDING_MS;
  const measures = new Measures({ warmupMs, endMs: warmupMs + load.durationMs }, types, workers);
  return { workers, stream: new ScenarioJobs(scenario, load, seed), measures };
}

function scheduledLoad({ load }: ReadScenario): ScheduledLoad {
  if (load.model === 'closed')
    throw new Error('the simulator runs open loads; this scenario is a closed loop');
  return load;
}

/** A load that is the same at all times is stretched until it has so many jobs; any other keeps its times. */
function stretched(scenario: ReadScenario, load: ScheduledLoad, jobs: number): ScheduledLoad {
  if (load.model !== 'open' || keepsItsTimes(scenario)) return load;
  const durationMs = (jobs / heavyPerSecond(scenario, load)) * 1000;
  return { ...load, warmupMs: durationMs * WARMUP_SHARE, durationMs };
}

/** True where not every moment is like every other, so that more time would be another experiment. */
export function keepsItsTimes({ load, shifts = [], faults = [], simulation }: ReadScenario): boolean {
  if (load.model !== 'open' || load.arrivals.process === 'ramp') return true;
  return shifts.length + faults.length + (simulation?.disturbances?.length ?? 0) > 0;
}

function clusterOf(scenario: ReadScenario, seed: number): SimulatedCluster {
  const {
    primaries = 1,
    readCountsEveryMs = Number.POSITIVE_INFINITY,
    messageMs = 0,
    aroundMs = 0,
    newsDelayMs = 0,
    machines = [],
    farMs = 0,
    disturbances = [],
  } = scenario.simulation ?? {};
  return {
    speeds: workerSpeeds(scenario),
    primaries,
    readCountsEveryMs,
    messageMs,
    aroundMs,
    newsDelayMs,
    hosts: machines.flatMap((workers, i) =>
      new Array<string>(workers).fill(i === 0 ? '' : `machine ${i + 1}`),
    ),
    farMs,
    disturbances: [...disturbances, ...faultDisturbances(scenario, seed)],
  };
}
