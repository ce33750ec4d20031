import { dependenceOn } from './dependence.ts';
import { othersAtArrival } from './in-system.ts';
import { replay } from './replay.ts';
import { indicesBy, pick, type Requests } from './requests.ts';

/** Clock errors contradict now and then even the right number of workers. */
const MOST_CONTRADICTIONS = 0.001;
/** Of the requests that arrive so close to another that their order is unknown, so many may contradict for that alone. */
const OF_UNKNOWN_ORDER = 0.1;

/** What a first-come-first-served queue says about recorded requests. */
export interface Inversion {
  readonly serviceMs: Float64Array;
  /** In all its queues together. */
  readonly workers: number;
  readonly queues: number;
  /** Share of requests that would have ended before they began. */
  readonly contradictions: number;
  /** The same with one worker less in each queue; null where there is only one. */
  readonly withFewer: number | null;
  /** Share of requests that waited. */
  readonly waited: number;
  /** Rank correlation of service time and number in the system. */
  readonly dependence: number;
  /** False if the service times still depend on how many others there were: then they are none. */
  readonly holds: boolean;
}

/** One queue before all workers. The fewest workers without contradictions are the true ones. */
export function invert(requests: Requests, toleranceMs: number): Inversion {
  const queue = invertQueue(requests, toleranceMs);
  return { ...queue, queues: 1, ...judged(requests, queue) };
}

/** A queue of its own for each process or server that the log names. */
export function invertEach(requests: Requests, toleranceMs: number): Inversion {
  const { count, pool } = requests;
  const all = {
    serviceMs: new Float64Array(count),
    others: new Uint32Array(count),
    full: new Uint8Array(count),
  };
  const each = [...indicesBy(pool, count).values()].map((indices) => {
    const own = invertQueue(pick(requests, indices), toleranceMs);
    for (const [i, place] of indices.entries()) {
      all.serviceMs[place] = own.serviceMs[i] as number;
      all.others[place] = own.others[i] as number;
      all.full[place] = own.full[i] as number;
    }
    return { ...own, share: indices.length / count };
  });
  const weighted = (of: (one: Queue) => number) => each.reduce((sum, one) => sum + of(one) * one.share, 0);
  return {
    serviceMs: all.serviceMs,
    workers: each.reduce((sum, { workers }) => sum + workers, 0),
    queues: each.length,
    contradictions: weighted((one) => one.contradictions),
    withFewer: each.some(({ withFewer }) => withFewer !== null)
      ? weighted((one) => one.withFewer ?? 1)
      : null,
    waited: weighted((one) => one.waited),
    ...judged(requests, all),
  };
}

interface Queue extends Omit<Inversion, 'queues' | 'dependence' | 'holds'> {
  /** How many others each request found. */
  readonly others: Uint32Array;
  /** 1 if it found at most one worker free. */
  readonly full: Uint8Array;
}

function invertQueue(requests: Requests, toleranceMs: number): Queue {
  const others = othersAtArrival(requests);
  const most = MOST_CONTRADICTIONS + OF_UNKNOWN_ORDER * closeArrivals(requests, toleranceMs);
  let low = 0;
  let high = others.reduce((max, n) => Math.max(max, n), 0) + 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (replay(requests, middle, toleranceMs).contradictions < most) high = middle;
    else low = middle;
  }
  return {
    ...replay(requests, high, toleranceMs),
    workers: high,
    withFewer: high === 1 ? null : replay(requests, high - 1, toleranceMs).contradictions,
    others,
    full: Uint8Array.from(others, (n) => Number(n >= high - 1)),
  };
}

/** By the number of others and by whether the workers were busy: lost lines show best in the second. */
function judged(
  requests: Requests,
  { serviceMs, others, full }: Pick<Queue, 'serviceMs' | 'others' | 'full'>,
): Pick<Inversion, 'dependence' | 'holds'> {
  const onOthers = dependenceOn(others, requests, serviceMs);
  const onFull = dependenceOn(full, requests, serviceMs);
  const stronger = Math.abs(onOthers.rho) < Math.abs(onFull.rho) ? onFull : onOthers;
  return { dependence: stronger.rho, holds: !onOthers.matters && !onFull.matters };
}

/** Share of requests whose neighbour arrived within the tolerance. */
function closeArrivals({ startMs, count }: Requests, toleranceMs: number): number {
  let close = 0;
  for (let i = 1; i < count; i++)
    if ((startMs[i] as number) - (startMs[i - 1] as number) <= toleranceMs) close++;
  return Math.min(1, (2 * close) / count);
}
