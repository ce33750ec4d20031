import type { StrategyArm } from '../../catalogue/arms.ts';
import { mean } from '../../measuring/statistics/sum.ts';
import type { Arrangement, Otherwise } from '../../results/advice-schema.ts';
import { type Course, trials } from './elimination.ts';
import type { Conditions, PeakTraffic } from './trial.ts';

const OTHERWISE_VARIANTS = [0, 1, 2];
const OTHERWISE: readonly (Omit<Conditions, 'variant'> & { readonly when: string })[] = [
  { when: 'service times are 20 % longer', loadFactor: 1, serviceFactor: 1.2 },
  { when: 'service times are 20 % shorter', loadFactor: 1, serviceFactor: 0.8 },
  { when: 'the load is 25 % higher', loadFactor: 1.25, serviceFactor: 1 },
];

/** Whether the same would be advised if the estimates were off. */
export async function otherwise(
  peak: PeakTraffic,
  arms: readonly StrategyArm[],
  counts: readonly number[],
  chosen: Arrangement,
  course: Course,
): Promise<Otherwise[]> {
  const candidates = counts.flatMap((workers) => arms.map((arm) => ({ arm, workers })));
  const tasks = OTHERWISE.flatMap(({ loadFactor, serviceFactor }) =>
    candidates.flatMap((one) =>
      OTHERWISE_VARIANTS.map((variant) => ({ ...one, variant, loadFactor, serviceFactor })),
    ),
  );
  const outcomes = await trials(peak, tasks, course, 'checking the advice');
  const each = OTHERWISE_VARIANTS.length;
  return OTHERWISE.map(({ when }, place) => {
    const judged = candidates.map((one, i) => {
      const from = (place * candidates.length + i) * each;
      return {
        ...one,
        worst: mean(outcomes.slice(from, from + each).map((own) => own?.worst ?? Number.POSITIVE_INFINITY)),
      };
    });
    const good = judged
      .filter(({ worst }) => worst <= 1)
      .sort((a, b) => a.workers - b.workers || a.worst - b.worst);
    const [first] = good;
    const same = good.some(({ arm, workers }) => arm.label === chosen.strategy && workers === chosen.workers);
    const flips = !same || (first?.workers ?? chosen.workers) < chosen.workers;
    const instead = same && !flips ? chosen : first && { strategy: first.arm.label, workers: first.workers };
    return {
      when,
      flips,
      instead: instead === undefined ? null : { strategy: instead.strategy, workers: instead.workers },
    };
  });
}
