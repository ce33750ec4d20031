import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';

const MAX_LINE = 10_000;

/**
 * The lines of a file, one at a time, without line ends and byte order mark. Extremely long lines are cut off, empty lines
 * at the end left out. Returns a digest of the file.
 */
export async function forEachLine(file: URL, take: (line: string, number: number) => void): Promise<string> {
  const hash = createHash('sha256');
  const decoder = new TextDecoder();
  let number = 0;
  let empty = 0;
  let rest = '';
  const takeOne = (whole: string) => {
    const line = whole.endsWith('\r') ? whole.slice(0, -1) : whole;
    if (line === '') empty++;
    else {
      for (; empty > 0; empty--) take('', ++number);
      take(line.length > MAX_LINE ? line.slice(0, MAX_LINE) : line, ++number);
    }
  };
  for await (const chunk of createReadStream(file, { highWaterMark: 2 ** 20 })) {
    hash.update(chunk);
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    // Keep no more of an endless line than is used.
    rest = (lines.pop() ?? '').slice(0, MAX_LINE + 1);
    for (const line of lines) takeOne(line);
  }
  takeOne(rest + decoder.decode());
  return hash.digest('hex').slice(0, 16);
}
