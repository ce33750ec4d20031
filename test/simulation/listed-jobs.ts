import type { ServiceTime } from '../../src/contract/workload.ts';
import { RandomStream } from '../../src/core/random-stream.ts';
import { meanMs, samplerOf } from '../../src/load/plan/service-time.ts';
import type { JobStream, SimulatedType } from '../../src/simulation/job-stream.ts';

export interface ListedJob {
  readonly atMs: number;
  readonly sizeMs: number;
  readonly timeoutMs: number;
}

export function listed(atMs: number, sizeMs: number, timeoutMs = Infinity): ListedJob {
  return { atMs, sizeMs, timeoutMs };
}

/** Poisson arrivals at `workers`, each with that load. */
export function drawJobs(
  seed: number,
  count: number,
  workers: number,
  load: number,
  service: ServiceTime,
): ListedJob[] {
  const gaps = new RandomStream(seed, 'gaps');
  const sizes = new RandomStream(seed, 'sizes');
  const sample = samplerOf(service);
  const meanGapMs = meanMs(service) / (workers * load);
  let atMs = 0;
  return Array.from({ length: count }, () => {
    atMs += gaps.exponential(meanGapMs);
    return listed(atMs, sample(sizes));
  });
}

/** Whole numbers, so that much falls on the same moment and every sum is exact. */
export function drawWholeJobs(
  seed: number,
  count: number,
  meanGapMs: number,
  meanSizeMs: number,
): ListedJob[] {
  const stream = new RandomStream(seed, 'whole');
  let atMs = 0;
  return Array.from({ length: count }, () => {
    atMs += Math.floor(stream.exponential(meanGapMs));
    return listed(atMs, 1 + Math.floor(stream.exponential(meanSizeMs)));
  });
}

/** The jobs of a list. Each has a demand of its own, whose key is its number, so that it can be told from the others. */
export class ListedJobs implements JobStream {
  readonly #jobs: readonly ListedJob[];
  readonly #demands: readonly SimulatedType[];
  #next = 0;

  constructor(jobs: readonly ListedJob[]) {
    this.#jobs = jobs;
    this.#demands = jobs.map(({ sizeMs, timeoutMs }, number) => ({
      type: 'job',
      typeIndex: 0,
      estimateMs: sizeMs,
      key: String(number),
      timeoutMs,
    }));
  }

  get atMs(): number {
    return this.#jobs[this.#next]?.atMs ?? Infinity;
  }

  get type(): SimulatedType {
    return this.#demands[this.#next]!;
  }

  get sizeMs(): number {
    return this.#jobs[this.#next]!.sizeMs;
  }

  advance(): void {
    this.#next++;
  }
}
