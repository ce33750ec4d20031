import type { BoundedScheduling } from '../core/scheduling/scheduling.ts';
import type { JobStream, SimulatedType } from './job-stream.ts';
import { type MeasuredSpan, Measures } from './measures.ts';
import type { SimulatedCluster } from './simulated-cluster.ts';
import { Simulation } from './simulation.ts';
import { type SimulationSummary, summarizeSimulation } from './summary.ts';

/** A job that has been run: when it was due, and how long it took its worker. */
export interface MeasuredJob {
  readonly atMs: number;
  readonly type: SimulatedType;
  readonly serviceMs: number;
}

/** A strategy on jobs that have been run, in order of arrival, as if they were run again in virtual time. */
export function simulateMeasured(
  jobs: readonly MeasuredJob[],
  types: readonly SimulatedType[],
  scheduling: BoundedScheduling,
  cluster: SimulatedCluster,
  span: MeasuredSpan,
  seed: number,
  beat?: () => void,
): SimulationSummary {
  const workers = cluster.speeds.length;
  const measures = new Measures(span, types, workers);
  new Simulation(scheduling, cluster, new MeasuredStream(jobs, types), measures, seed).run(beat);
  return summarizeSimulation(measures, workers);
}

class MeasuredStream implements JobStream {
  readonly #jobs: readonly MeasuredJob[];
  readonly #none: MeasuredJob;
  #next = 0;

  constructor(jobs: readonly MeasuredJob[], types: readonly SimulatedType[]) {
    this.#jobs = jobs;
    this.#none = { atMs: Number.POSITIVE_INFINITY, type: types[0] as SimulatedType, serviceMs: 0 };
  }

  get atMs(): number {
    return this.#job.atMs;
  }

  get type(): SimulatedType {
    return this.#job.type;
  }

  get sizeMs(): number {
    return this.#job.serviceMs;
  }

  advance(): void {
    this.#next++;
  }

  get #job(): MeasuredJob {
    return this.#jobs[this.#next] ?? this.#none;
  }
}
