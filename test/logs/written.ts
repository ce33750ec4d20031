import type { Requests } from '../../src/demand/requests.ts';
import { type Logged, WRITERS } from '../../src/lab/micro/logs/writers.ts';

const DAY_MS = Date.UTC(2026, 2, 10, 8);

/** As servers log them: by end, stretched by a factor, in whole ms. */
function inOrder({ startMs, endMs, type }: Requests, factor: number): Logged[] {
  return Array.from(startMs, (start, i) => {
    const end = DAY_MS + Math.round((endMs[i] as number) * factor);
    const ms = Math.round(((endMs[i] as number) - start) * factor);
    return { startMs: end - ms, endMs: end, path: type[i] === 1 ? `/export/${i}` : `/report/${i}` };
  }).sort((a, b) => a.endMs - b.endMs);
}

/** The log that this server writes of these requests. */
export function written(requests: Requests, writer: string, factor: number): string {
  const { head, line, between, foot } = WRITERS[writer]!;
  return head + inOrder(requests, factor).map(line).join(between) + foot;
}
