import { quantile } from '../../../measuring/statistics/quantile.ts';
import { answerTask } from '../forked.ts';
import { WORKERS } from './traffic.ts';
import { writeLog } from './write-log.ts';
import { type LogWriter, WRITERS } from './writers.ts';

export interface WritingTask {
  readonly path: string;
  /** Of the writer. */
  readonly name: string;
  readonly requests: number;
  readonly seed: number;
}

/** What reports truly cost. */
export interface Truth {
  readonly workers: number;
  readonly mean: number;
  readonly p50: number;
  readonly p95: number;
}

/** The process that writes one log. */
answerTask(async (given): Promise<Truth> => {
  const { path, name, requests, seed } = given as WritingTask;
  const reports: number[] = [];
  await writeLog(path, WRITERS[name] as LogWriter, requests, seed, ({ path: target, serviceMs }) => {
    if (target.startsWith('/report')) reports.push(serviceMs);
  });
  const sorted = Float64Array.from(reports).sort();
  const mean = sorted.reduce((sum, ms) => sum + ms, 0) / sorted.length;
  return { workers: WORKERS, mean, p50: quantile(sorted, 0.5), p95: quantile(sorted, 0.95) };
});
