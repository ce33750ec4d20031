import type { RunResult, StrategyResult } from '../results/schema.ts';
import { digits } from './numbers.ts';
import { comparableP95 } from './run-table.ts';

/** One sentence: what the table shows, and how far to trust it. */
export function conclusion(run: RunResult): string {
  if (!run.complete) return 'The run was broken off: the table holds what was measured until then.';
  if (run.scenario.loadModel === 'closed') return capacity(run.strategies);
  const trust = 'One repetition each: a difference below about a fifth may be chance.';
  const strategies = run.strategies.filter((strategy) => strategy.name !== 'inline');
  const ranked = rank(strategies.length > 0 ? strategies : run.strategies);
  const [best, ...others] = ranked;
  const worst = others.at(-1);
  if (best === undefined) return `No strategy has enough heavy requests for a p95. ${trust}`;
  if (worst === undefined) {
    return `${best.row}: 95 % of the heavy requests (${best.name}) were answered within ${digits(best.p95Ms)} ms. ${trust}`;
  }
  const ratio = worst.p95Ms / best.p95Ms;
  return (
    `${best.row} answered 95 % of ${best.name} within ${digits(best.p95Ms)} ms, ${worst.row} within ${digits(worst.p95Ms)} ms ` +
    `(${digits(ratio)} times as long). ${trust}`
  );
}

/** Of a closed loop: the most each strategy carried. */
function capacity(strategies: readonly StrategyResult[]): string {
  const most = new Map<string, { perSecond: number; connections: number }>();
  for (const { name, connections, classes } of strategies) {
    const perSecond = classes.find((one) => one.name === 'heavy')?.throughputPerSecond ?? 0;
    if (perSecond > (most.get(name)?.perSecond ?? 0))
      most.set(name, { perSecond, connections: connections ?? 0 });
  }
  const ranked = [...most].sort(([, a], [, b]) => b.perSecond - a.perSecond);
  const carried = ranked.map(
    ([name, { perSecond, connections }]) => `${name} ${digits(perSecond)}/s (at ${connections})`,
  );
  return (
    `Most heavy requests carried, with the connections that took: ${carried.join(', ')}. Closed loop: it finds capacity; ` +
    'its latencies are those of clients that wait for each answer, and one short repetition each.'
  );
}

interface Ranked {
  readonly row: string;
  /** The class that is compared. */
  readonly name: string;
  readonly p95Ms: number;
}

/** By p95 of the most frequent heavy type: the short one, which suffers from bad placement. */
function rank(strategies: readonly StrategyResult[]): Ranked[] {
  const name = mostFrequentType(strategies);
  return strategies
    .flatMap((strategy) => {
      const summary = strategy.classes.find((one) => one.name === name);
      const p95Ms = summary === undefined ? null : comparableP95(summary);
      const row =
        strategy.connections === null
          ? strategy.name
          : `${strategy.name} (${strategy.connections} connections)`;
      return p95Ms === null || name === undefined ? [] : [{ row, name, p95Ms }];
    })
    .sort((a, b) => a.p95Ms - b.p95Ms);
}

function mostFrequentType(strategies: readonly StrategyResult[]): string | undefined {
  const types = (strategies[0]?.classes ?? []).filter((one) => one.name !== 'light' && one.name !== 'heavy');
  return types.sort((a, b) => b.counts.offered - a.counts.offered)[0]?.name;
}
