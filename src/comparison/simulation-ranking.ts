import { classJudgedFirst } from '../results/class-judged-first.ts';
import type { SimulatedResult, SimulationRun } from '../results/simulation-schema.ts';
import { comparedRun, keyOf } from './compared-run.ts';
import { metricFor, metricMs } from './metric.ts';
import { type Ranking, rankingOf } from './ranking.ts';
import { fasterByTest } from './run-ranking.ts';

/** The class judged first; undefined if nothing was served. */
export function judgedClass({ strategies }: SimulationRun): string | undefined {
  return classJudgedFirst(strategies[0]?.classes ?? []) ?? strategies[0]?.classes[0]?.name;
}

/** The ranking in one class at one load, without bounds; paired by replication. */
export function rankingInSimulation(run: SimulationRun, className: string, load: number | null): Ranking {
  const { rows, bar } = comparedRun(run);
  const own = run.strategies.filter((one) => one.kind === 'strategy' && one.load === load);
  const drawsOf = ({ name }: SimulatedResult) =>
    rows.get(keyOf(name, { connections: null, load }))?.draws ?? [];
  const times = own.flatMap(drawsOf).flatMap(({ classes }) => classes.get(className) ?? []);
  const metric = times.length === 0 ? 'p95' : metricFor(times);
  const rivals = own.map((result) => {
    const draws = drawsOf(result);
    const drawsMs = draws.map(({ classes }) => {
      const one = classes.get(className);
      return one === undefined ? null : metricMs(one, metric);
    });
    const summary = result.classes.find(({ name }) => name === className);
    return {
      name: result.name,
      ms: summary?.responseMs[metric] ?? null,
      drawsMs,
      unstable: draws.some(({ unstable }) => unstable),
    };
  });
  return rankingOf(className, metric, rivals, fasterByTest(asOften(rivals), bar));
}

/** A strategy without chance on a trace gives the same value with every seed, and that is kept once. */
function asOften<One extends { readonly drawsMs: readonly (number | null)[] }>(
  rivals: readonly One[],
): One[] {
  const most = Math.max(...rivals.map(({ drawsMs }) => drawsMs.length));
  return rivals.map((one) => {
    const [only = null] = one.drawsMs;
    return one.drawsMs.length === 1 ? { ...one, drawsMs: new Array<number | null>(most).fill(only) } : one;
  });
}
