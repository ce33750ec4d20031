import { CentralFifo } from '../../../core/central-fifo.ts';
import { EventQueue } from '../../../core/event-queue.ts';
import { RandomStream } from '../../../core/random-stream.ts';
import { samplerOf } from '../../../load/plan/service-time.ts';
import type { Logged } from './writers.ts';

/** Traffic under known truth: light pages, and reports and exports that workers compute, first come first served. */
export const WORKERS = 4;
const LOAD = 0.8;
const LIGHT_PER_HEAVY = 3;
const EXPORT_SHARE = 0.1;
/** An export takes so many times as long as a report. */
const EXPORT_FACTOR = 3;
const REPORT = { law: 'hyperexponential', meanMs: 60, squaredCv: 4 } as const;
const LIGHT_MEAN_MS = 2;
const FIRST_MS = Date.UTC(2026, 2, 10, 8);
const ITEMS = 500;

/** A request, and what it truly cost; 0 for a light one. */
export interface TrueRequest extends Logged {
  readonly serviceMs: number;
}

/** That many requests as they end, in whole ms. Memory is that of the requests under way. */
export function* traffic(count: number, seed: number): Generator<TrueRequest> {
  const stream = new RandomStream(seed, 'logged traffic');
  const sampler = samplerOf(REPORT);
  const fifo = new CentralFifo(WORKERS);
  const ends = new EventQueue();
  const underWay = new Map<number, TrueRequest>();
  const heavyMs = REPORT.meanMs * (1 + EXPORT_SHARE * (EXPORT_FACTOR - 1));
  const gapMs = heavyMs / (LOAD * WORKERS * (1 + LIGHT_PER_HEAVY));
  const nextEnded = (): TrueRequest => {
    const n = ends.next();
    const ended = underWay.get(n) as TrueRequest;
    underWay.delete(n);
    return ended;
  };
  let atMs = 0;
  for (let n = 0; n < count; n++) {
    atMs += stream.exponential(gapMs);
    // Whatever arrives later ends later.
    while (underWay.size > 0 && ends.nextMs <= atMs) yield nextEnded();
    const kind = kindOf(stream.next(), stream.next());
    const serviceMs = kind === 'light' ? 0 : sampler(stream) * (kind === 'export' ? EXPORT_FACTOR : 1);
    const endMs =
      kind === 'light'
        ? atMs + 1 + stream.exponential(LIGHT_MEAN_MS)
        : fifo.startMs(atMs, serviceMs) + serviceMs;
    const ms = Math.round(endMs - atMs);
    const end = FIRST_MS + Math.round(endMs);
    underWay.set(n, { startMs: end - ms, endMs: end, path: pathOf(kind, n), serviceMs });
    ends.schedule(endMs, n);
  }
  while (underWay.size > 0) yield nextEnded();
}

type Kind = 'light' | 'report' | 'export';

function kindOf(uniform: number, another: number): Kind {
  if (uniform >= 1 / (1 + LIGHT_PER_HEAVY)) return 'light';
  return another < EXPORT_SHARE ? 'export' : 'report';
}

function pathOf(kind: Kind, n: number): string {
  if (kind === 'export') return `/export/${n}`;
  if (kind === 'report') return `/report/${n}?year=2026`;
  return n % 3 === 0 ? '/app.js' : `/items/${n % ITEMS}`;
}
