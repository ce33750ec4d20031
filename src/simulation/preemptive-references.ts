import { IndexedHeap } from '../toolkit/indexed-heap.ts';
import type { JobStream, SimulatedType } from './job-stream.ts';
import type { Measures } from './measures.ts';
import { Patience } from './patience.ts';

/*
 * Bounds that a Node worker cannot reach, because it cannot be interrupted in a job: what scheduling could give at most.
 */

export const PREEMPTIVE_REFERENCES = ['SRPT', 'processor sharing'] as const;
export type PreemptiveReference = (typeof PREEMPTIVE_REFERENCES)[number];

export function runPreemptive(
  reference: PreemptiveReference,
  jobs: JobStream,
  workers: number,
  measures: Measures,
): void {
  if (reference === 'SRPT') runShortestRemaining(jobs, workers, measures);
  else runProcessorSharing(jobs, workers, measures);
}

interface Task {
  readonly type: SimulatedType;
  readonly arrivalMs: number;
  readonly sizeMs: number;
}

/** Open tasks by a small number that is used again. */
class Tasks {
  readonly #tasks: (Task | undefined)[] = [];
  readonly #free: number[] = [];

  add(jobs: JobStream): number {
    const index = this.#free.pop() ?? this.#tasks.length;
    this.#tasks[index] = { type: jobs.type, arrivalMs: jobs.atMs, sizeMs: jobs.sizeMs };
    return index;
  }

  take(index: number): Task {
    const task = this.#tasks[index] as Task;
    this.#tasks[index] = undefined;
    this.#free.push(index);
    return task;
  }
}

/** Shortest remaining processing time on k workers: at every moment the k jobs with the least left run. */
export function runShortestRemaining(jobs: JobStream, workers: number, measures: Measures): void {
  const tasks = new Tasks();
  /** Running ones by the moment they end; the same by that moment negated, to find the one that ends last. */
  const ending = new IndexedHeap();
  const endingLast = new IndexedHeap();
  /** Waiting ones by the time they still need. */
  const waiting = new IndexedHeap();
  let nowMs = 0;

  function run(index: number, untilMs: number): void {
    ending.set(index, untilMs);
    endingLast.set(index, -untilMs);
  }

  function stop(index: number): void {
    ending.remove(index);
    endingLast.remove(index);
  }

  function arrive(): void {
    const index = tasks.add(jobs);
    if (ending.size < workers) run(index, nowMs + jobs.sizeMs);
    else if (-endingLast.lowestKey() - nowMs > jobs.sizeMs) {
      const longest = endingLast.lowest() as number;
      waiting.set(longest, -endingLast.lowestKey() - nowMs);
      stop(longest);
      run(index, nowMs + jobs.sizeMs);
    } else waiting.set(index, jobs.sizeMs);
  }

  function end(): void {
    const index = ending.lowest() as number;
    stop(index);
    settle(measures, tasks.take(index), nowMs);
    const shortest = waiting.lowest();
    if (shortest === undefined) return;
    const leftMs = waiting.lowestKey();
    waiting.remove(shortest);
    run(shortest, nowMs + leftMs);
  }

  const patience = new Patience(measures, workers);
  while (patience.lasts(nowMs)) {
    const endMs = ending.lowestKey();
    if (jobs.atMs <= endMs) {
      if (jobs.atMs === Number.POSITIVE_INFINITY) break;
      nowMs = jobs.atMs;
      measures.arrived(jobs.type, nowMs, jobs.sizeMs);
      arrive();
      jobs.advance();
    } else {
      nowMs = endMs;
      end();
    }
  }
  measures.ended();
}

/**
 * Processor sharing on k workers: all jobs run at once, each at an equal speed of at most one worker. A job is done when
 * the work given to each since its arrival reaches its size; `sharedMs` counts that work.
 */
export function runProcessorSharing(jobs: JobStream, workers: number, measures: Measures): void {
  const tasks = new Tasks();
  const byTarget = new IndexedHeap();
  let nowMs = 0;
  let sharedMs = 0;

  const speed = () => Math.min(1, workers / byTarget.size);

  function passTo(atMs: number): void {
    if (byTarget.size > 0) sharedMs += (atMs - nowMs) * speed();
    nowMs = atMs;
  }

  const patience = new Patience(measures, workers);
  while (patience.lasts(nowMs)) {
    const endMs =
      byTarget.size === 0 ? Number.POSITIVE_INFINITY : nowMs + (byTarget.lowestKey() - sharedMs) / speed();
    if (jobs.atMs <= endMs) {
      if (jobs.atMs === Number.POSITIVE_INFINITY) break;
      passTo(jobs.atMs);
      measures.arrived(jobs.type, jobs.atMs, jobs.sizeMs);
      byTarget.set(tasks.add(jobs), sharedMs + jobs.sizeMs);
      jobs.advance();
    } else {
      passTo(endMs);
      const index = byTarget.lowest() as number;
      byTarget.remove(index);
      settle(measures, tasks.take(index), nowMs);
    }
  }
  measures.ended();
}

function settle(measures: Measures, { type, arrivalMs, sizeMs }: Task, nowMs: number): void {
  measures.settled(type, 'ok', arrivalMs, nowMs, sizeMs);
}
