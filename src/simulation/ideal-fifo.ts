import { CentralFifo } from '../core/central-fifo.ts';
import type { JobStream } from './job-stream.ts';
import type { Measures } from './measures.ts';

/** No strategy that knows nothing of the jobs has a lower mean on workers that are all alike. */
export function runIdealFifo(jobs: JobStream, workers: number, measures: Measures): void {
  const queue = new CentralFifo(workers);
  for (; jobs.atMs < measures.span.endMs; jobs.advance()) {
    const startMs = queue.startMs(jobs.atMs, jobs.sizeMs);
    const endMs = startMs + jobs.sizeMs;
    measures.arrived(jobs.type, jobs.atMs, jobs.sizeMs);
    measures.ran(startMs, endMs);
    measures.settled(jobs.type, 'ok', jobs.atMs, endMs, jobs.sizeMs);
  }
}
