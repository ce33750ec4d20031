import type { Requests } from './requests.ts';

/** How many others were in the system when each request arrived. */
export function othersAtArrival({ count, startMs, endMs }: Requests): Uint32Array {
  const ends = Float64Array.from(endMs).sort();
  let ended = 0;
  return Uint32Array.from(startMs, (arrivalMs, i) => {
    // Its own end is not among them, even if it took no time.
    while (ended < count && (ends[ended] as number) < arrivalMs) ended++;
    return Math.max(0, i - ended);
  });
}
