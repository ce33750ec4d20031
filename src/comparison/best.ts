import type { Comparison } from '../results/comparison-schema.ts';
import type { Design, RunResult } from '../results/schema.ts';
import { logsOf, Standings } from './standings.ts';

/**
 * For the class judged first: the strategies that no other is significantly better than, and p that all are alike. It uses
 * the same standings as the verdicts, so they cannot contradict each other. (All pairs are more than multiple comparisons
 * with the best need; Hsu, Annals of Statistics 12, 1984.) Empty if the class is void.
 */
export function leadersOf(
  comparisons: readonly Comparison[],
  design: Design,
): Pick<RunResult, 'best' | 'allAlikeP'> {
  const own = comparisons.filter(
    (one) => one.class === design.primaryClass && !one.twin && one.connections === null,
  );
  if (design.mode === 'quick' || own.some(({ verdict }) => verdict === 'invalid'))
    return { best: [], allAlikeP: null };
  const known = own.flatMap(({ strategy, valuesMs, verdict }) => {
    const logs = logsOf(valuesMs);
    return logs === undefined ? [] : [{ strategy, logs, verdict }];
  });
  const standings = new Standings(known, design);
  const stable = known.filter(({ verdict }) => verdict !== 'unstable').map(({ strategy }) => strategy);
  const beaten = (name: string) => stable.some((other) => standings.beats(other, name));
  return { best: stable.filter((name) => !beaten(name)), allAlikeP: standings.allAlikeP };
}
