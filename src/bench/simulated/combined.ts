import { meanInterval } from '../../measuring/statistics/mean-interval.ts';
import { mean, sum } from '../../measuring/statistics/sum.ts';
import type { ClassSummary, Counts } from '../../measuring/summary/class-summary.ts';
import type { Distribution } from '../../measuring/summary/latency.ts';
import type { SimulatedResult } from '../../results/simulation-schema.ts';
import type { SimulationSummary } from '../../simulation/summary.ts';

const LEVEL = 0.95;

type Combined = Omit<SimulatedResult, 'name' | 'kind' | 'window' | 'uses' | 'load' | 'vsIdeal' | 'bySeed'>;

/** Means over the replications. The spread of the mean response shows their uncertainty. */
export function combine(own: readonly SimulationSummary[]): Combined {
  const means = own.map(meanResponseMs).filter((value) => value !== null);
  const interval = means.length > 1 && means.length === own.length ? meanInterval(means, LEVEL) : null;
  const names = own[0]?.classes.map((one) => one.name) ?? [];
  return {
    ...levelOver(own),
    replications: own.length,
    meanResponseIntervalMs: interval && [interval.low, interval.high],
    unfinished: sum(own.map((one) => one.unfinished)),
    busyShare: mean(own.map((one) => one.busyShare)),
    concentration: combineConcentrations(own),
    overtakenShare: mean(own.map((one) => one.overtakenShare)),
    longestWaitMs: Math.max(...own.map((one) => one.longestWaitMs)),
    meanInSystem: mean(own.map((one) => one.meanInSystem)),
    ...(own[0]?.retried !== undefined && { retried: sum(own.map((one) => one.retried ?? 0)) }),
    classes: names.map((name, i) =>
      combineClasses(
        name,
        own.map((one) => one.classes[i] as ClassSummary),
      ),
    ),
  };
}

/** The requested load is the same in all replications. */
function levelOver(own: readonly SimulationSummary[]): Pick<Combined, 'level'> {
  const levels = own.map(({ level }) => level).filter((level) => level !== undefined);
  const [first] = levels;
  if (first === undefined) return {};
  const shares = levels.map(({ offered }) => offered.share);
  const offered = {
    perSecond: mean(levels.map(({ offered }) => offered.perSecond)),
    share: meanOrNull(shares),
  };
  return { level: { asked: { ...first.asked }, offered } };
}

/** Null if a replication has no value. */
function combineConcentrations(own: readonly SimulationSummary[]): Combined['concentration'] {
  const known = own.map(({ concentration }) => concentration).filter((one) => one !== null);
  if (known.length < own.length) return null;
  return { mean: mean(known.map((one) => one.mean)), max: Math.max(...known.map((one) => one.max)) };
}

function combineClasses(name: string, classes: readonly ClassSummary[]): ClassSummary {
  const counts = { ...(classes[0] as ClassSummary).counts };
  for (const { counts: more } of classes.slice(1)) {
    for (const kind of Object.keys(counts) as (keyof Counts)[]) counts[kind] += more[kind];
  }
  const distribution = (of: (one: ClassSummary) => Distribution) => combineDistributions(classes.map(of));
  return {
    name,
    counts,
    responseMs: distribution((one) => one.responseMs),
    waitMs: distribution((one) => one.waitMs),
    serviceMs: distribution((one) => one.serviceMs),
    slowdown: distribution((one) => one.slowdown),
    throughputPerSecond: mean(classes.map((one) => one.throughputPerSecond)),
  };
}

/** Each figure is the mean over the replications; null if one of them has none. */
function combineDistributions(all: readonly Distribution[]): Distribution {
  const meanOf = (key: Exclude<keyof Distribution, 'count' | 'max'>) =>
    meanOrNull(all.map((one) => one[key]));
  const count = sum(all.map((one) => one.count));
  return {
    count,
    mean: meanOf('mean'),
    p50: meanOf('p50'),
    p90: meanOf('p90'),
    p95: meanOf('p95'),
    p99: meanOf('p99'),
    p999: meanOf('p999'),
    max: count === 0 ? null : Math.max(...all.map((one) => one.max ?? Number.NEGATIVE_INFINITY)),
  };
}

/** Over all classes; null if no request was answered. */
export function meanResponseMs(one: SimulationSummary): number | null {
  return one.classes[0]?.responseMs.mean ?? null;
}

export function meanOrNull(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === values.length ? mean(known) : null;
}
