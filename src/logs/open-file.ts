import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Transform } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { UsageError } from '../core/usage-error.ts';

const READ_BYTES = 256 * 1024;
/** No log is that regular; a file made to fill memory or disk is. */
const MOST_COMPRESSED = 300;
const UNSUSPICIOUS_BYTES = 16 * 1024 * 1024;
const GZIP = [0x1f, 0x8b];
const ZSTD = [0x28, 0xb5, 0x2f, 0xfd];

/** The bytes of a log in pieces, unpacked if it is a .gz whatever its name. All failures are a `UsageError` that names it. */
export async function* bytesOf(path: string): AsyncGenerator<Buffer> {
  const found = await stat(path).catch(() => {
    throw new UsageError([`${path}: there is no such file`]);
  });
  if (!found.isFile()) throw new UsageError([`${path}: is no file; give files of logs`]);
  const raw = createReadStream(path, { highWaterMark: READ_BYTES });
  let rawBytes = 0;
  const counted = new Transform({
    transform(piece: Buffer, _, done) {
      rawBytes += piece.length;
      done(null, piece);
    },
  });
  let bytes = 0;
  try {
    const packed = await startsWith(path, GZIP);
    if (!packed && (await startsWith(path, ZSTD)))
      throw new UsageError([`${path}: is packed by zstd; unpack it first, or use .gz`]);
    const unpacked = packed ? raw.pipe(counted).pipe(createGunzip({ chunkSize: READ_BYTES })) : raw;
    raw.on('error', (error) => unpacked.destroy(error));
    for await (const piece of unpacked as AsyncIterable<Buffer>) {
      bytes += piece.length;
      if (packed && bytes > UNSUSPICIOUS_BYTES && bytes > MOST_COMPRESSED * rawBytes)
        throw new UsageError([
          `${path}: unpacks to more than ${MOST_COMPRESSED} times its size, which no log does; unpack and look at it first`,
        ]);
      yield piece;
    }
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError([`${path}: cannot be read after ${bytes} bytes: ${(error as Error).message}`]);
  } finally {
    raw.destroy();
  }
}

async function startsWith(path: string, magic: readonly number[]): Promise<boolean> {
  for await (const piece of createReadStream(path, { end: magic.length - 1 }) as AsyncIterable<Buffer>)
    return magic.every((byte, i) => piece[i] === byte);
  return false;
}
