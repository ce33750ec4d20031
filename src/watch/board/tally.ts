import { Durations } from '../../cluster/metrics/durations.ts';
import { Histogram } from '../../measuring/summary/histogram.ts';
import { distributionOfHistogram } from '../../measuring/summary/latency.ts';
import type { RequestRecord } from '../../measuring/summary/request-record.ts';
import type { Point, Row } from './frame.ts';

interface ClassTally {
  readonly histogram: Histogram;
  bad: number;
}

/** Response times of one strategy until now, by class, without the warm-up. */
export class Tally {
  readonly #classes = new Map<string, ClassTally>();

  /** The same counts in a tally of its own. */
  copy(): Tally {
    const copy = new Tally();
    for (const [name, { histogram, bad }] of this.#classes) {
      const own = copy.#of(name);
      own.histogram.merge(histogram);
      own.bad = bad;
    }
    return copy;
  }

  add(records: readonly RequestRecord[]): void {
    for (const record of records) {
      if (record.warmup) continue;
      for (const name of classesOf(record)) {
        const own = this.#of(name);
        if (record.outcome === 'ok') own.histogram.add(record.endedMs - record.intendedMs);
        else own.bad++;
      }
    }
  }

  *figures(): Iterable<Omit<Row, 'name' | 'place'> & { readonly group: string }> {
    for (const [group, { histogram, bad }] of this.#classes) {
      const { count, p50, p95, p99 } = distributionOfHistogram(histogram);
      yield { group, count, bad, p50, p95, p99 };
    }
  }

  #of(name: string): ClassTally {
    const known = this.#classes.get(name);
    if (known !== undefined) return known;
    const fresh = { histogram: new Histogram(), bad: 0 };
    this.#classes.set(name, fresh);
    return fresh;
  }
}

function classesOf({ class: kind, type }: RequestRecord): string[] {
  if (kind === 'light') return ['light'];
  return [kind === 'heavy' ? 'heavy' : 'all', type];
}

/** How many good answers took how long, warm-up included. */
export function heatOf(records: readonly RequestRecord[]): Point['heat'] {
  const durations = new Durations();
  for (const { outcome, endedMs, intendedMs } of records)
    if (outcome === 'ok') durations.add(endedMs - intendedMs);
  return filled(durations.counts);
}

export function filled(counts: readonly number[]): Point['heat'] {
  return counts.flatMap((count, bucket) => (count > 0 ? [[bucket, count] as const] : []));
}
