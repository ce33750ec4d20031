import { EventQueue } from '../core/event-queue.ts';
import type { JobStream } from './job-stream.ts';
import type { Measures } from './measures.ts';

/**
 * A central queue in order of arrival, without any overhead: the Kiefer–Wolfowitz recursion. No strategy that knows
 * nothing of the jobs has a lower mean on workers that are all alike.
 */
export function runIdealFifo(jobs: JobStream, workers: number, measures: Measures): void {
  const free = new EventQueue();
  for (let worker = 0; worker < workers; worker++) free.schedule(0, worker);
  for (; jobs.atMs < measures.span.endMs; jobs.advance()) {
    const startMs = Math.max(jobs.atMs, free.nextMs);
    const worker = free.next();
    const endMs = startMs + jobs.sizeMs;
    free.schedule(endMs, worker);
    measures.arrived(jobs.type, jobs.atMs, jobs.sizeMs);
    measures.ran(startMs, endMs);
    measures.settled(jobs.type, 'ok', jobs.atMs, endMs, jobs.sizeMs);
  }
}
