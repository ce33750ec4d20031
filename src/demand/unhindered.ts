import { indicesBy, type Requests } from './requests.ts';

/** Response times of the requests that met fewest others. */
export interface Unhindered {
  /** NaN for all others. */
  readonly serviceMs: Float64Array;
  /** How many others those met at most; 0 if they found nobody. */
  readonly most: number;
}

/** So many of each type are wanted, or all there are. */
const WANTED = 100;

/**
 * With others in the system a response may include waiting, so those that found nobody come first, then those that found
 * one, until there are enough.
 */
export function unhindered(requests: Requests, toleranceMs: number): Unhindered {
  const { count, type, whole, startMs, endMs } = requests;
  const others = othersWithin(requests, toleranceMs);
  const serviceMs = new Float64Array(count).fill(Number.NaN);
  let most = 0;
  for (const all of indicesBy(type, count).values()) {
    const own = all.filter((i) => whole[i] === 1);
    if (own.length === 0) continue;
    const ascending = own.map((i) => others[i] as number).sort();
    const limit = ascending[Math.min(WANTED, own.length) - 1] as number;
    most = Math.max(most, limit);
    for (const i of own)
      if ((others[i] as number) <= limit) serviceMs[i] = (endMs[i] as number) - (startMs[i] as number);
  }
  return { serviceMs, most };
}

/**
 * How many others each may have met at its arrival, however the stamps were rounded. Whoever arrives later does not count:
 * it would be more likely during a long request, and only short ones would be left.
 */
function othersWithin({ count, startMs, endMs }: Requests, toleranceMs: number): Uint32Array {
  const ends = Float64Array.from(endMs).sort();
  let ended = 0;
  let begun = 0;
  return Uint32Array.from(startMs, (arrivalMs) => {
    while (ended < count && (ends[ended] as number) < arrivalMs - toleranceMs) ended++;
    while (begun < count && (startMs[begun] as number) <= arrivalMs + toleranceMs) begun++;
    return Math.max(0, begun - 1 - ended);
  });
}
