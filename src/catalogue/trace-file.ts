import { readFile, stat } from 'node:fs/promises';
import type { TraceRow } from '../contract/scenario.ts';
import { NAME_PATTERN } from './names.ts';
import { UsageError } from './usage-error.ts';

const HEADER = 'arrivalMs,type,serviceMs';
const MAX_BYTES = 256 * 1024 * 1024;
const MAX_MISTAKES = 10;

/** A recorded load: a file of that folder with the header `arrivalMs,type,serviceMs`, in order of arrival. */
export async function readTrace(folder: URL, file: string, types: readonly string[]): Promise<TraceRow[]> {
  const place = `scenarios/${file}`;
  const url = new URL(file, folder);
  const { size } = await stat(url).catch(() => {
    throw new UsageError([`${place}: there is no such file`]);
  });
  if (size > MAX_BYTES) throw new UsageError([`${place}: ${size} bytes is too large for a trace`]);
  const [header = '', ...lines] = (await readFile(url, 'utf8')).trimEnd().split(/\r?\n/);
  if (header !== HEADER) throw new UsageError([`${place}:1: the header must be ${HEADER}`]);
  const rows: TraceRow[] = [];
  const mistakes: string[] = [];
  let lastMs = 0;
  lines.forEach((line, i) => {
    const row = parseRow(line, types, lastMs);
    if (typeof row === 'string') mistakes.push(`${place}:${i + 2}: ${row}`);
    else {
      rows.push(row);
      lastMs = row.arrivalMs;
    }
  });
  if (rows.length === 0 && mistakes.length === 0) mistakes.push(`${place}: no requests after the header`);
  if (mistakes.length > 0) throw new UsageError(mistakes.slice(0, MAX_MISTAKES));
  return rows;
}

/** The row, or what is wrong with it. */
function parseRow(line: string, types: readonly string[], lastMs: number): TraceRow | string {
  const fields = line.split(',');
  const [arrival = '', type = '', service = ''] = fields;
  if (fields.length !== 3) return `must have 3 fields, but has ${fields.length}`;
  if (!isPlainNumber(arrival)) return 'arrivalMs must be a plain number of ms';
  if (!isPlainNumber(service)) return 'serviceMs must be a plain number of ms';
  if (!NAME_PATTERN.test(type) || !types.includes(type)) return `type must be one of ${types.join(', ')}`;
  if (Number(arrival) < lastMs) return `arrivalMs must not go back (the request before came at ${lastMs})`;
  return { arrivalMs: Number(arrival), type, serviceMs: Number(service) };
}

function isPlainNumber(text: string): boolean {
  return /^\d{1,12}(\.\d{1,9})?$/.test(text);
}
