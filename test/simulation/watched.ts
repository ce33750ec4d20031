import { parseArms } from '../../src/catalogue/arm-syntax.ts';
import { loadDefinition } from '../../src/catalogue/load-definition.ts';
import { schedulingOf } from '../../src/catalogue/scheduling-of.ts';
import type { Outcome } from '../../src/contract/job.ts';
import type { OpenLoad } from '../../src/contract/scenario.ts';
import type { ServiceTime } from '../../src/contract/workload.ts';
import type { BoundedScheduling } from '../../src/core/scheduling/scheduling.ts';
import { heavyPerSecond, workerSpeeds } from '../../src/load/plan/heavy-stream.ts';
import type { ReadScenario } from '../../src/load/plan/scenario-states.ts';
import type { SimulatedType } from '../../src/simulation/job-stream.ts';
import { type MeasuredSpan, Measures } from '../../src/simulation/measures.ts';
import { ScenarioJobs, simulatedTypes } from '../../src/simulation/scenario-jobs.ts';
import { plainCluster } from '../../src/simulation/simulated-cluster.ts';
import type { SimulatedJob, SimulatedPrimary } from '../../src/simulation/simulated-primary.ts';
import { Simulation } from '../../src/simulation/simulation.ts';

/** One type of job, Poisson, on workers all alike. Nothing expires, no queue is full. */
export function textbook(jobWorkers: number, utilisation: number, service: ServiceTime) {
  const load: OpenLoad = {
    model: 'open',
    arrivals: { process: 'poisson' },
    heavy: { utilisation },
    lightPerSecond: 0,
    connectionsPerHttpWorker: 1,
    warmupMs: 0,
    durationMs: 1000,
  };
  return {
    about: 'For tests.',
    cluster: { httpWorkers: 1, jobWorkers },
    lightMs: 1,
    types: { job: { runs: 'sleep', service, share: 1 } },
    load,
    timeoutMs: Number.POSITIVE_INFINITY,
    queueLimit: Number.POSITIVE_INFINITY,
  } satisfies ReadScenario;
}

/** So long that about as many jobs arrive in it, after a tenth of that. */
export function spanOfJobs(scenario: ReadScenario & { load: OpenLoad }, jobs: number): MeasuredSpan {
  const durationMs = (jobs / heavyPerSecond(scenario, scenario.load)) * 1000;
  return { warmupMs: durationMs / 10, endMs: durationMs * 1.1 };
}

/** When each job came and how it ended, in the order in which they ended; those of the warm-up too. */
export interface Ending {
  readonly arrivalMs: number;
  readonly endMs: number;
  readonly outcome: Outcome;
}

export class WatchedMeasures extends Measures {
  readonly endings: Ending[] = [];

  override settled(
    type: SimulatedType,
    outcome: Outcome,
    arrivalMs: number,
    endMs: number,
    serviceMs: number,
  ): void {
    this.endings.push({ arrivalMs, endMs, outcome });
    super.settled(type, outcome, arrivalMs, endMs, serviceMs);
  }

  /** When the job that came then ended. */
  endsByArrival(): Map<number, number> {
    return new Map(this.endings.map(({ arrivalMs, endMs }) => [arrivalMs, endMs]));
  }
}

/** A job on its way to a machine, and how many jobs the primary then counted there and at all machines. */
export interface Sending {
  readonly job: SimulatedJob;
  readonly machine: number;
  readonly unfinished: number;
  readonly unfinishedAnywhere: number;
}

/** All that the primary sends from now on. */
function sendingsOf(primary: SimulatedPrimary): Sending[] {
  const sendings: Sending[] = [];
  const send = primary.send.bind(primary);
  primary.send = (job, worker) => {
    const { workers } = primary.dispatcher;
    const unfinishedAnywhere = workers.reduce((sum, { unfinished }) => sum + unfinished, 0);
    sendings.push({ job, machine: worker.hostId, unfinished: worker.unfinished, unfinishedAnywhere });
    send(job, worker);
  };
  return sendings;
}

export interface Watched {
  readonly measures: WatchedMeasures;
  readonly sendings: readonly Sending[];
}

/** The strategy as a user writes it behind `--strategy`. */
export async function scheduling(
  arm: string,
  window: number,
  { queueLimit }: ReadScenario,
): Promise<BoundedScheduling> {
  const [parsed] = await parseArms([arm], window);
  if (parsed?.kind !== 'strategy') throw new Error(`${arm} is not a strategy`);
  return { ...schedulingOf(parsed, await loadDefinition(parsed.file.module)), queueLimit };
}

export function jobsOf(scenario: ReadScenario, seed: number): ScenarioJobs {
  return new ScenarioJobs(scenario, scheduledLoad(scenario.load), seed);
}

export function measuresOf(scenario: ReadScenario, span: MeasuredSpan): WatchedMeasures {
  return new WatchedMeasures(span, simulatedTypes(scenario), scenario.cluster.jobWorkers);
}

/** One simulation of which everything that is sent or ends is kept. Messages take no time. */
export function watch(
  scenario: ReadScenario,
  strategy: BoundedScheduling,
  span: MeasuredSpan,
  seed: number,
): Watched {
  const cluster = { ...plainCluster(scenario.cluster.jobWorkers), speeds: workerSpeeds(scenario) };
  const measures = measuresOf(scenario, span);
  const simulation = new Simulation(strategy, cluster, jobsOf(scenario, seed), measures, seed);
  const sendings = sendingsOf(simulation.primaries[0]!);
  simulation.run();
  return { measures, sendings };
}

/** How many jobs each machine was sent. */
export function jobsByMachine(sendings: readonly Sending[], machines: number): number[] {
  const counts = new Array<number>(machines).fill(0);
  for (const { machine } of sendings) counts[machine]!++;
  return counts;
}

function scheduledLoad(load: ReadScenario['load']) {
  if (load.model === 'closed') throw new Error('the simulator runs open loads');
  return load;
}
