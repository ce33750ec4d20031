import { holm } from '../measuring/statistics/holm.ts';
import { signFlipP } from '../measuring/statistics/sign-flip.ts';
import { sum } from '../measuring/statistics/sum.ts';
import type { TrialClass } from '../results/trial-schema.ts';
import type { ClassRow } from './class-rows.ts';

/** Most pairs of the exact sign-flip test. With more, attainment has no p. */
const MOST_SIGN_FLIP_PAIRS = 40;

/** Over all blocks; null if no request was offered. */
export function attainmentOf(classes: readonly TrialClass[]): number | null {
  const offered = sum(classes.map(({ counts }) => counts.offered));
  return offered === 0 ? null : sum(classes.map(({ attained }) => attained)) / offered;
}

/** p of the difference to the baseline, corrected by Holm for the strategies of the class without the twin. */
export function attainmentPs(
  rows: readonly ClassRow[],
  baseline: ClassRow | undefined,
): Map<ClassRow, number> {
  const ps = new Map<ClassRow, number>();
  for (const row of rows) {
    if (baseline === undefined || row === baseline || row.classes.length > MOST_SIGN_FLIP_PAIRS) continue;
    const shares = row.classes.map((own, i) => share(own) - share(baseline.classes[i] as TrialClass));
    ps.set(row, signFlipP(shares, 'two-sided'));
  }
  const rivals = [...ps].filter(([row]) => !row.twin);
  const adjusted = holm(rivals.map(([, p]) => p));
  for (const [i, [row]] of rivals.entries()) ps.set(row, adjusted[i] as number);
  return ps;
}

function share({ attained, counts }: TrialClass): number {
  return counts.offered === 0 ? 1 : attained / counts.offered;
}
