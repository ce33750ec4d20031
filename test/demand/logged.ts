import { CentralFifo } from '../../src/core/central-fifo.ts';
import { RandomStream } from '../../src/core/random-stream.ts';
import type { Requests } from '../../src/demand/requests.ts';
import { samplerOf } from '../../src/load/plan/service-time.ts';

/** What a log under known truth records, and the truth. */
export interface Logged {
  readonly requests: Requests;
  readonly trueMs: Float64Array;
  /** Whose queue it went to. */
  readonly worker: Uint16Array;
}

export interface Truth {
  readonly count: number;
  readonly workers: number;
  readonly load: number;
  readonly seed: number;
  /** One queue before all workers, or one before each that requests choose by chance. */
  readonly queue: 'shared' | 'random';
}

const H2 = { law: 'hyperexponential', meanMs: 38, squaredCv: 4 } as const;

/** Poisson arrivals; a tenth of the requests are of a second type, three times as long. */
export function logged({ count, workers, load, seed, queue }: Truth): Logged {
  const stream = new RandomStream(seed, 'logged');
  const sampler = samplerOf(H2);
  const fifos = Array.from(
    { length: queue === 'shared' ? 1 : workers },
    () => new CentralFifo(queue === 'shared' ? workers : 1),
  );
  const gapMs = (H2.meanMs * 1.2) / (load * workers);
  const trueMs = new Float64Array(count);
  const startMs = new Float64Array(count);
  const endMs = new Float64Array(count);
  const type = new Uint8Array(count);
  const worker = new Uint16Array(count);
  let atMs = 0;
  for (let i = 0; i < count; i++) {
    atMs += stream.exponential(gapMs);
    type[i] = stream.next() < 0.1 ? 1 : 0;
    const ms = sampler(stream) * (type[i] === 1 ? 3 : 1);
    const chosen = Math.floor(stream.next() * fifos.length);
    const fifo = fifos[chosen] as CentralFifo;
    worker[i] = chosen;
    trueMs[i] = ms;
    startMs[i] = atMs;
    endMs[i] = fifo.startMs(atMs, ms) + ms;
  }
  return {
    requests: {
      count,
      startMs,
      endMs,
      type,
      whole: new Uint8Array(count).fill(1),
      pool: new Uint16Array(count),
    },
    trueMs,
    worker,
  };
}
