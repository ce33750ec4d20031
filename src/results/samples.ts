import { join } from 'node:path';
import { promisify } from 'node:util';
import { createGunzip, gzip } from 'node:zlib';
import { z } from 'zod';
import type { RequestRecord } from '../measuring/summary/request-record.ts';
import { checked } from './checked-json.ts';
import { count } from './parts.ts';
import { readPlain, refuseLinkedFolder, writeWhole } from './plain-file.ts';
import { digestOf, jsonOf } from './seal.ts';
import { StoreFailure } from './store-failure.ts';

/** Most requests of one trial. More would not fit into one string when written. */
export const MOST_REQUESTS = 1_500_000;
const MOST_ROW_BYTES = 4096;
/** Chunk size: sixteen times zlib's default, and five times as fast. */
const CHUNK_BYTES = 256 * 1024;
const NEWLINE = '\n'.charCodeAt(0);

const fromStartMs = z.number().min(0);
/** −1 if the server did not report it. */
const serverMs = z.number().min(-1);

/** Schema of one row. Checking takes half a µs, a third of the time for reading the JSON. */
const rowSchema: z.ZodType<RequestRecord> = z
  .strictObject({
    seq: count,
    class: z.enum(['light', 'heavy', 'route']),
    type: z.string(),
    /** Absent for light requests and reports, and in older files. */
    sizeMs: z.number().min(0).optional(),
    warmup: z.boolean(),
    /** −1 if it was never sent. */
    connection: z.number().int().min(-1),
    intendedMs: fromStartMs,
    sentMs: fromStartMs,
    endedMs: fromStartMs,
    outcome: z.enum(['ok', 'failed', 'timedOut', 'cancelled', 'rejected', 'lost']),
    status: count,
    httpWorker: count,
    jobWorker: count,
    /** Absent if the job did not start, and in older files. */
    startedMs: fromStartMs.optional(),
    waitMs: serverMs,
    serviceMs: serverMs,
  })
  .refine(
    ({ intendedMs, sentMs, endedMs }) => intendedMs <= sentMs && sentMs <= endedMs,
    'must be due, sent and ended in that order',
  );

/** Writes every request of a trial, one JSON object per line, compressed. Resolves with the digest of the file. */
export async function saveRequests(
  folder: string,
  name: string,
  records: readonly RequestRecord[],
): Promise<string> {
  const file = await samplesFile(folder, name);
  if (records.length > MOST_REQUESTS)
    throw new StoreFailure(
      `cannot write ${file}: ${records.length} requests of one trial are too many to keep`,
    );
  const compressed = await promisify(gzip)(records.map((record) => `${jsonOf(record)}\n`).join(''));
  await writeWhole(file, compressed);
  return digestOf(compressed);
}

/** `digest` is the result of `saveRequests`. Without it, changed rows are not noticed if they are valid. */
export async function readRequests(
  folder: string,
  name: string,
  digest: string | undefined,
): Promise<RequestRecord[]> {
  const file = await samplesFile(folder, name);
  const compressed = await readPlain(file);
  if (digest !== undefined && digest !== digestOf(compressed))
    throw new StoreFailure(`${file}: was changed after its trial wrote it (its digest does not match)`);
  const records: RequestRecord[] = [];
  for await (const lines of linesIn(file, compressed)) {
    for (const line of lines) {
      const where = `${file}, line ${records.length + 1}`;
      const record = rowIn(where, line);
      if (record.seq <= (records.at(-1)?.seq ?? -1))
        throw new StoreFailure(`${where}: seq ${record.seq} does not follow the one before`);
      records.push(record);
    }
    if (records.length > MOST_REQUESTS)
      throw new StoreFailure(`${file}: more than ${MOST_REQUESTS} requests are too many for a trial`);
  }
  return records;
}

/** Yields lines in parts while unpacking, because a few bytes may unpack to more than the memory. */
async function* linesIn(file: string, compressed: Buffer): AsyncGenerator<string[]> {
  const unpacked = createGunzip({ chunkSize: CHUNK_BYTES });
  unpacked.end(compressed);
  let rest = Buffer.alloc(0);
  try {
    for await (const chunk of unpacked) {
      const bytes = Buffer.concat([rest, chunk]);
      const end = bytes.lastIndexOf(NEWLINE) + 1;
      yield bytes.toString('utf8', 0, end).split('\n').slice(0, -1);
      rest = bytes.subarray(end);
      if (rest.length > MOST_ROW_BYTES) throw new Error('one of its lines is too long for a request');
    }
  } catch (error) {
    throw new StoreFailure(`cannot read ${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (rest.length > 0) yield [rest.toString('utf8')];
}

function rowIn(where: string, line: string): RequestRecord {
  let raw: unknown;
  try {
    raw = JSON.parse(line);
  } catch (error) {
    throw new StoreFailure(`${where}: not JSON (${error instanceof Error ? error.message : String(error)})`);
  }
  return checked(where, rowSchema, raw);
}

/**
 * Encodes a name without loss, so that no two trials share a file: `:` becomes `_`, and other characters that do not belong in
 * a file name become their code.
 */
async function samplesFile(folder: string, name: string): Promise<string> {
  await refuseLinkedFolder(join(folder, 'samples'));
  const safe = name.replace(/[^a-z0-9=.-]/g, (char) =>
    char === ':' ? '_' : `%${char.charCodeAt(0).toString(16)}`,
  );
  return join(folder, 'samples', `${safe}.jsonl.gz`);
}
