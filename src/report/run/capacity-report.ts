import { apart, type Ranking, rankingOf } from '../../comparison/ranking.ts';
import type { RunResult } from '../../results/schema.ts';
import { digits } from '../table/numbers.ts';
import type { TableData } from '../table/table.ts';
import { listed } from '../table/words.ts';

/** A strategy in a closed loop: heavy requests per second at each number of connections, and the number with the most. */
interface Carried {
  readonly name: string;
  readonly perSecond: ReadonlyMap<number, number>;
  readonly at: number;
}

const MOST_NAMES = 3;

/** Result of a closed loop: the strategy with the highest throughput. Its clients wait for each answer. */
export function capacityFinding(run: RunResult): string {
  const { fit, leaders } = capacityRanking(run);
  const [first, last] = [fit[0], fit.at(-1)];
  const names = listed(
    leaders.map(({ name }) => name),
    MOST_NAMES,
  );
  if (first === undefined || last === undefined) return 'No heavy request was carried.';
  if (fit.length === 1)
    return `Heavy requests: ${first.name} ran alone, so there is nothing to compare it with.`;
  const times = `${((last.ms as number) / (first.ms as number)).toFixed(2)} times`;
  if (leaders.length === fit.length)
    return `Heavy requests carried: ${names} cannot be told apart; the most (${first.name}) is ${times} the fewest (${last.name}).`;
  return `Heavy requests carried: most with ${names}, ${times} as many as with ${last.name}.`;
}

/** Ranks by the time between heavy answers, at the best number of connections of each strategy. */
export function capacityRanking(run: RunResult): Ranking {
  const rivals = carriedBy(run).map(({ name, perSecond, at }) => {
    const answers = run.trials
      .filter((one) => one.strategy === name && !one.twin && one.connections === at)
      .map(({ classes }) => classes.find((own) => own.name === 'heavy')?.counts.ok ?? 0);
    const most = perSecond.get(at) ?? 0;
    return {
      name,
      ms: most === 0 ? null : 1000 / most,
      drawsMs: answers.map((count) => (count === 0 ? null : 1 / count)),
      unstable: false,
    };
  });
  return rankingOf('heavy', 'mean', rivals, apart);
}

/** The highest throughput first. */
export function capacityTable(run: RunResult): TableData {
  const levels = [...new Set(run.strategies.map(({ connections }) => connections ?? 0))];
  const group = 'heavy requests/s, by connections';
  return {
    columns: [
      { name: 'strategy', align: 'l', key: true },
      { name: 'most at', align: 'r' },
      ...levels.map(
        (level, i) => ({ name: String(level), group, align: 'r', expendable: levels.length - i }) as const,
      ),
    ],
    rows: carriedBy(run)
      .sort((a, b) => (b.perSecond.get(b.at) ?? 0) - (a.perSecond.get(a.at) ?? 0))
      .map(({ name, perSecond, at }) => [
        name,
        at,
        ...levels.map((level) => digits(perSecond.get(level) ?? null)),
      ]),
  };
}

function carriedBy({ strategies }: RunResult): Carried[] {
  const names = [...new Set(strategies.map(({ name }) => name))];
  return names.map((name) => {
    const perSecond = new Map(
      strategies
        .filter((one) => one.name === name)
        .map((one): [number, number] => [
          one.connections ?? 0,
          one.classes.find((own) => own.name === 'heavy')?.throughputPerSecond ?? 0,
        ]),
    );
    const most = Math.max(...perSecond.values());
    const [at = 0] = [...perSecond].find(([, value]) => value === most) ?? [];
    return { name, perSecond, at };
  });
}
