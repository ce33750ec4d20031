import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UsageError } from '../../core/usage-error.ts';
import { inFreshProcess } from './forked.ts';
import type { OnProgress } from './interleave.ts';
import type { Reading, ReadingTask } from './logs/arena.ts';
import type { Truth, WritingTask } from './logs/scribe.ts';
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
  readonly truth: Truth;
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
  names.forEach(writerOf);
  const folder = await mkdtemp(join(tmpdir(), 'logs-'));
  const rows: LogRow[] = [];
  let truth: Truth | undefined;
  try {
    for (const [i, name] of names.entries()) {
      const path = join(folder, name.endsWith(PACKED) ? 'log.gz' : 'log');
      const { format, formatString, stampStepMs } = writerOf(name);
      const writing: WritingTask = { path, name: plain(name), requests, seed };
      truth = (await inFreshProcess(new URL('./logs/scribe.js', import.meta.url), writing)) as Truth;
      onProgress(`logs: ${name}`, (i + 0.5) / names.length);
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
  return { requests, truth: truth as Truth, rows };
}

function plain(name: string): string {
  return name.replace(/\.gz$/, '');
}

function writerOf(name: string): LogWriter {
  const writer = WRITERS[plain(name)];
  if (writer !== undefined) return writer;
  throw new UsageError([`--log takes ${LOG_NAMES.join(', ')}, but is ${JSON.stringify(name)}`]);
}
