import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { type TrueRequest, traffic } from './traffic.ts';
import type { LogWriter } from './writers.ts';

const LINES_AT_ONCE = 2000;

/** Writes that many requests as one log, packed if its name ends in .gz. `saw` gets each request. */
export async function writeLog(
  path: string,
  { head, line, between, foot }: LogWriter,
  requests: number,
  seed: number,
  saw: (one: TrueRequest) => void = () => {},
): Promise<void> {
  const file = createWriteStream(path);
  const done = finished(file);
  const out = path.endsWith('.gz') ? createGzip({ level: 1 }) : file;
  if (out !== file) out.pipe(file);
  let n = 0;
  let text = head;
  for (const one of traffic(requests, seed)) {
    saw(one);
    text += n === 0 ? line(one, n) : between + line(one, n);
    if (++n % LINES_AT_ONCE !== 0) continue;
    if (!out.write(text)) await once(out, 'drain');
    text = '';
  }
  out.end(text + foot);
  await done;
}
