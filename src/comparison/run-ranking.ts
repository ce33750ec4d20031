import type { RunResult } from '../results/schema.ts';
import { Figures } from './figures.ts';
import { classesOf, metricFor } from './metric.ts';
import { apart, type Ranking, type Rival, rankingOf } from './ranking.ts';
import { logsOf, Standings } from './standings.ts';

/** The ranking in one class of a live run, at one number of connections; undefined if a trial lacks the class. */
export function rankingInRun(
  run: RunResult,
  className: string,
  connections: number | null = null,
): Ranking | undefined {
  const trials = run.trials.filter((one) => one.connections === connections);
  if (!classesOf(trials).includes(className)) return undefined;
  const metric = metricFor(trials.flatMap(({ classes }) => classes.filter(({ name }) => name === className)));
  const figures = new Figures(run);
  const rivals = run.strategies
    .filter((one) => one.connections === connections)
    .map(({ name }) => {
      const { ms, blocksMs } = figures.of({ name, connections }, className, metric);
      return { name, ms, drawsMs: blocksMs, unstable: figures.isUnstable({ name, connections }) };
    });
  return rankingOf(className, metric, rivals, fasterIn(run, rivals, className, connections));
}

function fasterIn(
  { design, comparisons }: RunResult,
  rivals: readonly Rival[],
  className: string,
  connections: number | null,
): Ranking['faster'] {
  if (design.mode === 'quick') return apart;
  const isVoid = comparisons.some(
    (one) => one.verdict === 'invalid' && one.class === className && one.connections === connections,
  );
  if (isVoid) return () => false;
  return fasterByTest(rivals, design);
}

/** By the same test as the verdicts. */
export function fasterByTest(
  rivals: readonly Rival[],
  bar: ConstructorParameters<typeof Standings>[1],
): Ranking['faster'] {
  const standings = new Standings(
    rivals.flatMap(({ name: strategy, drawsMs }) => {
      const logs = logsOf(drawsMs);
      return logs === undefined ? [] : [{ strategy, logs }];
    }),
    bar,
  );
  return (one, other) => standings.beats(one.name, other.name);
}
