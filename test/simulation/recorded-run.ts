import type { Job, Outcome, Worker } from '../../src/contract/job.ts';
import type { ParameterSpecs, ParameterValues } from '../../src/contract/parameters.ts';
import type { Cluster, Strategy, StrategyDefinition } from '../../src/contract/strategy.ts';
import type { BoundedScheduling } from '../../src/core/scheduling/scheduling.ts';
import type { SimulatedType } from '../../src/simulation/job-stream.ts';
import { Measures } from '../../src/simulation/measures.ts';
import type { SimulatedCluster } from '../../src/simulation/simulated-cluster.ts';
import { Simulation } from '../../src/simulation/simulation.ts';
import { type ListedJob, ListedJobs } from './listed-jobs.ts';

/** How one job ended. Times are the client's. */
export interface JobEnd {
  readonly outcome: Outcome;
  readonly arrivalMs: number;
  readonly endMs: number;
  readonly serviceMs: number;
}

/** Measures everything, and keeps what became of each job by its number; a second end of the same job throws. */
export class RecordingMeasures extends Measures {
  readonly ends: JobEnd[] = [];

  override settled(
    type: SimulatedType,
    outcome: Outcome,
    arrivalMs: number,
    endMs: number,
    serviceMs: number,
  ): void {
    super.settled(type, outcome, arrivalMs, endMs, serviceMs);
    const number = Number(type.key);
    if (this.ends[number] !== undefined) throw new Error(`job ${number} ended twice`);
    this.ends[number] = { outcome, arrivalMs, endMs, serviceMs };
  }
}

export interface RecordedRun {
  readonly measures: RecordingMeasures;
  readonly ends: readonly JobEnd[];
  readonly simulation: Simulation;
}

/** All jobs of the list, all of them measured. */
export function recordedRun(
  scheduling: BoundedScheduling,
  cluster: SimulatedCluster,
  jobs: readonly ListedJob[],
  seed = 1,
): RecordedRun {
  const stream = new ListedJobs(jobs);
  const endMs = (jobs.at(-1)?.atMs ?? 0) + 1;
  const type: SimulatedType = { type: 'job', typeIndex: 0, estimateMs: 0, key: '', timeoutMs: Infinity };
  const measures = new RecordingMeasures({ warmupMs: 0, endMs }, [type], cluster.speeds.length);
  const simulation = new Simulation(scheduling, cluster, stream, measures, seed);
  simulation.run();
  return { measures, ends: measures.ends, simulation };
}

/** When each job ended. A job that never did is NaN. */
export function endTimes(
  scheduling: BoundedScheduling,
  cluster: SimulatedCluster,
  jobs: readonly ListedJob[],
  seed = 1,
): number[] {
  const { ends } = recordedRun(scheduling, cluster, jobs, seed);
  return jobs.map((_, number) => ends[number]?.endMs ?? Number.NaN);
}

/** A strategy file at work, with some parameters other than their defaults. */
export function scheduledBy<Specs extends ParameterSpecs>(
  definition: StrategyDefinition<Specs>,
  window = definition.window,
  parameters: Partial<ParameterValues<Specs>> = {},
): BoundedScheduling {
  const defaults = Object.fromEntries(
    Object.entries(definition.parameters ?? {}).map(([name, spec]) => [name, spec.default]),
  );
  const values = { ...defaults, ...parameters } as ParameterValues<Specs>;
  return {
    strategyName: definition.title,
    uses: definition.uses,
    create: (cluster) => definition.create(cluster, values),
    window,
    queueLimit: Infinity,
  };
}

/** The same strategy, overheard: told each assignment as it is made, before the worker's count moves. */
export function overheard(
  scheduling: BoundedScheduling,
  assigned: (job: Job, worker: Worker, cluster: Cluster) => void,
): BoundedScheduling {
  return { ...scheduling, create: (cluster) => scheduling.create(new Overheard(cluster, assigned)) };
}

/** The same strategy between other hands: what it is told may be held back or changed. */
export function tampered(
  scheduling: BoundedScheduling,
  tamper: (strategy: Strategy) => Strategy,
): BoundedScheduling {
  return { ...scheduling, create: (cluster) => tamper(scheduling.create(cluster)) };
}

class Overheard implements Cluster {
  readonly #cluster: Cluster;
  readonly #assigned: (job: Job, worker: Worker, cluster: Cluster) => void;

  constructor(cluster: Cluster, assigned: (job: Job, worker: Worker, cluster: Cluster) => void) {
    this.#cluster = cluster;
    this.#assigned = assigned;
  }

  get workers(): readonly Worker[] {
    return this.#cluster.workers;
  }

  get heldJobs(): number {
    return this.#cluster.heldJobs;
  }

  workerAt(index: number): Worker {
    return this.#cluster.workerAt(index);
  }

  assign(job: Job, worker: Worker): void {
    this.#assigned(job, worker, this.#cluster);
    this.#cluster.assign(job, worker);
  }

  reject(job: Job, reason: string): void {
    this.#cluster.reject(job, reason);
  }

  probe(worker: Worker): void {
    this.#cluster.probe(worker);
  }

  wakeAfter(ms: number): void {
    this.#cluster.wakeAfter(ms);
  }

  now(): number {
    return this.#cluster.now();
  }

  random(): number {
    return this.#cluster.random();
  }
}

/** Which worker each job was assigned to, by the job's number in order of arrival, and what it found there. */
export interface Assignment {
  readonly worker: number;
  readonly unfinishedThere: number;
  readonly fewestUnfinished: number;
}

export function assignmentsOf(
  scheduling: BoundedScheduling,
  cluster: SimulatedCluster,
  jobs: readonly ListedJob[],
  seed = 1,
): { assignments: Assignment[]; ends: readonly JobEnd[] } {
  const assignments: Assignment[] = [];
  const spied = overheard(scheduling, (job, worker, { workers }) => {
    const fewestUnfinished = Math.min(...workers.map(({ unfinished }) => unfinished));
    assignments[job.id] = { worker: worker.index, unfinishedThere: worker.unfinished, fewestUnfinished };
  });
  const { ends } = recordedRun(spied, cluster, jobs, seed);
  return { assignments, ends };
}
