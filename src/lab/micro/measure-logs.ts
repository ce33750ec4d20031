import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UsageError } from '../../core/usage-error.ts';
import { quantile } from '../../measuring/statistics/quantile.ts';
import { inFreshProcess } from './forked.ts';
import type { OnProgress } from './interleave.ts';
import type { Reading, ReadingTask } from './logs/arena.ts';
import { WORKERS } from './logs/traffic.ts';
import { writeLog } from './logs/write-log.ts';
import { type LogWriter, WRITERS } from './logs/writers.ts';

/** One log that was read. */
export interface LogRow extends Reading {
  readonly name: string;
  readonly bytes: number;
  readonly stampStepMs: number;
  /** True if all that advice is computed from is that of the first log, to the bit. */
  readonly same: boolean;
  /** Stamps of whole seconds cannot give the same; they must say that they are unsure. */
  readonly passed: boolean;
}

export interface LogsResult {
  readonly requests: number;
  /** What reports truly cost. */
  readonly truth: {
    readonly workers: number;
    readonly mean: number;
    readonly p50: number;
    readonly p95: number;
  };
  readonly rows: readonly LogRow[];
}

/** `nginx` as it is, and packed. */
const PACKED = '.gz';
export const LOG_NAMES: readonly string[] = [...Object.keys(WRITERS), `nginx${PACKED}`];

/** Writes the same traffic as a log of each of these names, and reads each in a fresh process. */
export async function measureLogs(
  names: readonly string[],
  requests: number,
  seed: number,
  onProgress: OnProgress,
): Promise<LogsResult> {
  const folder = await mkdtemp(join(tmpdir(), 'logs-'));
  const rows: LogRow[] = [];
  let truth: LogsResult['truth'] | undefined;
  try {
    for (const [i, name] of names.entries()) {
      const writer = writerOf(name);
      const path = join(folder, name.endsWith(PACKED) ? 'log.gz' : 'log');
      const reports: number[] = [];
      await writeLog(path, writer, requests, seed, ({ path: target, serviceMs }) => {
        if (truth === undefined && target.startsWith('/report')) reports.push(serviceMs);
      });
      truth ??= truthOf(reports);
      onProgress(`logs: ${name}`, (i + 0.5) / names.length);
      const { format, formatString, stampStepMs } = writer;
      const task: ReadingTask = { path, formatString };
      const found = (await inFreshProcess(new URL('./logs/arena.js', import.meta.url), task)) as Reading;
      if (found.format !== format) throw new Error(`${name} was taken for ${found.format}`);
      const same = found.digest === (rows[0] ?? found).digest;
      const passed = same || (stampStepMs === 1000 && found.doubts > 0);
      rows.push({ name, bytes: (await stat(path)).size, stampStepMs, same, passed, ...found });
      onProgress(`logs: ${name}`, (i + 1) / names.length);
    }
  } finally {
    await rm(folder, { recursive: true });
  }
  return { requests, truth: truth as LogsResult['truth'], rows };
}

function writerOf(name: string): LogWriter {
  const writer = WRITERS[name.replace(/\.gz$/, '')];
  if (writer !== undefined) return writer;
  throw new UsageError([`--log takes ${LOG_NAMES.join(', ')}, but is ${JSON.stringify(name)}`]);
}

function truthOf(reportsMs: readonly number[]): LogsResult['truth'] {
  const sorted = Float64Array.from(reportsMs).sort();
  const mean = sorted.reduce((sum, ms) => sum + ms, 0) / sorted.length;
  return { workers: WORKERS, mean, p50: quantile(sorted, 0.5), p95: quantile(sorted, 0.95) };
}
