import type { Scenario } from '../contract/scenario.ts';
import { heavyPerSecond, type ScheduledLoad, workerSpeeds } from '../workload/heavy-stream.ts';
import { ROUNDING_MS } from '../workload/plan.ts';
import { faultDisturbances } from './fault-disturbances.ts';
import { runIdealFifo } from './ideal-fifo.ts';
import { type MeasuredSpan, Measures } from './measures.ts';
import { runProcessorSharing, runShortestRemaining } from './preemptive-references.ts';
import { ScenarioJobs, simulatedTypes } from './scenario-jobs.ts';
import type { SimulatedCluster, SimulatedScheduling } from './simulated-cluster.ts';
import { Simulation } from './simulation.ts';
import { type SimulationSummary, summarizeSimulation } from './summary.ts';

/** Bounds to hold strategies against; none of them is a strategy. */
export const REFERENCES = ['central FIFO', 'SRPT', 'processor sharing'] as const;
export type Reference = (typeof REFERENCES)[number];

/** Part of the measured time that goes before it, unmeasured, in simulations that are stretched. */
const WARMUP_SHARE = 0.1;

/** One strategy, one scenario, one seed, in virtual time. `jobs` stretches loads that are the same at all times; for `beat` see `Simulation.run`. */
export function simulateScenario(
  scenario: Scenario,
  scheduling: SimulatedScheduling,
  seed: number,
  jobs: number,
  beat?: () => void,
): SimulationSummary {
  const { workers, stream, measures } = prepare(scenario, seed, jobs);
  const simulation = new Simulation(scheduling, clusterOf(scenario, seed), stream, measures, seed);
  simulation.run(beat);
  const retried = simulation.dispatchers.reduce((sum, { tally }) => sum + tally.retried, 0);
  return { ...summarizeSimulation(measures, workers), retried };
}

export function simulateReference(
  scenario: Scenario,
  reference: Reference,
  seed: number,
  jobs: number,
): SimulationSummary {
  const { workers, stream, measures } = prepare(scenario, seed, jobs);
  switch (reference) {
    case 'central FIFO':
      runIdealFifo(stream, workers, measures);
      break;
    case 'SRPT':
      runShortestRemaining(stream, workers, measures);
      break;
    case 'processor sharing':
      runProcessorSharing(stream, workers, measures);
      break;
  }
  return summarizeSimulation(measures, workers);
}

interface Prepared {
  readonly workers: number;
  readonly stream: ScenarioJobs;
  readonly measures: Measures;
}

function prepare(scenario: Scenario, seed: number, jobs: number): Prepared {
  const scheduled = scheduledLoad(scenario);
  const workers = scenario.cluster.jobWorkers;
  const types = simulatedTypes(scenario);
  const measures = new Measures(spanOf(scenario, scheduled, jobs), types, workers);
  return { workers, stream: new ScenarioJobs(scenario, scheduled, seed), measures };
}

function scheduledLoad({ load }: Scenario): ScheduledLoad {
  if (load.model === 'closed')
    throw new Error('the simulator runs open loads; this scenario is a closed loop');
  return load;
}

/** A load that is the same at all times is stretched until it has so many jobs; any other keeps its times. */
function spanOf(scenario: Scenario, load: ScheduledLoad, jobs: number): MeasuredSpan {
  if (load.model === 'open' && isStationary(scenario, load)) {
    const durationMs = (jobs / heavyPerSecond(scenario, load)) * 1000;
    const warmupMs = durationMs * WARMUP_SHARE;
    return { warmupMs, endMs: warmupMs + durationMs };
  }
  // As in the plan of a live load: what falls on an end falls there however it was rounded.
  const warmupMs = load.warmupMs - ROUNDING_MS;
  return { warmupMs, endMs: warmupMs + load.durationMs };
}

function isStationary({ shifts, faults, simulation }: Scenario, load: ScheduledLoad): boolean {
  return (
    load.model === 'open' &&
    load.arrivals.process !== 'ramp' &&
    !shifts?.length &&
    !faults?.length &&
    !simulation?.disturbances?.length
  );
}

function clusterOf(scenario: Scenario, seed: number): SimulatedCluster {
  const {
    primaries = 1,
    readCountsEveryMs = Number.POSITIVE_INFINITY,
    messageMs = 0,
    newsDelayMs = 0,
    disturbances = [],
  } = scenario.simulation ?? {};
  return {
    speeds: workerSpeeds(scenario),
    primaries,
    readCountsEveryMs,
    messageMs,
    newsDelayMs,
    disturbances: [...disturbances, ...faultDisturbances(scenario, seed)],
  };
}
