import type { StrategyArm } from '../../catalogue/arms.ts';
import { meanInterval } from '../../measuring/statistics/mean-interval.ts';
import { mean } from '../../measuring/statistics/sum.ts';
import type { Advice, AdviceRow, GoalTime, TriedArrangement } from '../../results/advice-schema.ts';
import { type Course, eliminate, limits, type Tried } from './elimination.ts';
import { otherwise } from './otherwise.ts';
import { type Candidate, HIGHEST_FACTOR, type PeakTraffic } from './trial.ts';
import { workerCounts } from './worker-counts.ts';

/** The arrangement that the log comes from, as far as it is known. */
export interface Present {
  readonly workers: number | null;
  /** Name of its strategy. */
  readonly strategy: string | null;
}

export interface Advised {
  readonly tried: readonly TriedArrangement[];
  readonly rows: readonly AdviceRow[];
  /** Null if no arrangement that was tried meets the goals. */
  readonly advice: Advice | null;
}

const LEVEL = 0.95;
const LIMIT_VARIANTS = [0, 1];
/** Which strategy on how many workers meets the goals at the peak, whose work keeps `busyWorkers` busy, and how sure that is. */
export async function advise(
  peak: PeakTraffic,
  arms: readonly StrategyArm[],
  busyWorkers: number,
  present: Present,
  course: Course,
): Promise<Advised> {
  const counts = workerCounts(busyWorkers, present.workers === null ? [] : [present.workers]);
  const isPresent = ({ arm, workers }: Candidate) =>
    workers === present.workers && arm.label === present.strategy;
  const { left, all } = await eliminate(
    peak,
    arms,
    counts,
    ({ arm }) => arm.label === present.strategy,
    course,
  );
  const meets = (one: Tried) =>
    one.worst <= 1 && goalsOf(one, peak).every((goal, i) => isWithin(goal, peak, i));
  const shown = shownOf(left, meets, isPresent, present);
  const factors = await limits(peak, shown, LIMIT_VARIANTS, course);
  const rows = shown.map((one, i): AdviceRow => {
    // At more than all workers can do, what is met is met by letting some wait.
    const holdsUntil = Math.min(factors[i] as number, one.workers / busyWorkers);
    return {
      workers: one.workers,
      strategy: one.arm.label,
      now: isPresent(one),
      goals: goalsOf(one, peak),
      meets: meets(one) && holdsUntil >= 1,
      holdsUntil,
    };
  });
  const chosen = chosenRow(rows, present);
  const tried = all.map((one) => triedIn(one, peak));
  if (chosen === undefined) return { tried, rows, advice: null };
  const finalists = [...new Set(shown.map(({ arm }) => arm))];
  const instead = await otherwise(peak, finalists, counts, chosen, course);
  return {
    tried,
    rows,
    advice: {
      strategy: chosen.strategy,
      workers: chosen.workers,
      headroom: chosen.holdsUntil - 1,
      risk: riskOf(chosen.holdsUntil),
      flips: instead.some(({ flips }) => flips),
      otherwise: instead,
    },
  };
}

function triedIn(one: Tried, peak: PeakTraffic): TriedArrangement {
  return {
    strategy: one.arm.label,
    workers: one.workers,
    replications: one.outcomes.length,
    goals: goalsOf(one, peak),
  };
}

function goalsOf({ outcomes }: Tried, { goals }: PeakTraffic): GoalTime[] {
  return goals.map((_, i) => {
    const values = outcomes.map(({ goalMs }) => goalMs[i] as number);
    if (values.some((ms) => !Number.isFinite(ms))) return { meanMs: null, interval: null };
    const { low, high } = meanInterval(values, LEVEL);
    return { meanMs: mean(values), interval: values.length > 1 ? [low, high] : null };
  });
}

function isWithin({ meanMs, interval }: GoalTime, { goals }: PeakTraffic, i: number): boolean {
  return (interval?.[1] ?? meanMs ?? Number.POSITIVE_INFINITY) <= (goals[i]?.atMostMs ?? 0);
}

/** As now, also with enough workers; the best for the present number; the fewest workers that meet the goals, one less and one more. */
function shownOf(
  left: readonly Tried[],
  meets: (one: Tried) => boolean,
  isPresent: (one: Candidate) => boolean,
  { workers: now, strategy }: Present,
): Tried[] {
  const best = (own: readonly Tried[]) => own.toSorted((a, b) => a.worst - b.worst)[0];
  const on = (workers: number) => left.filter((one) => one.workers === workers);
  const counts = [...new Set(left.map(({ workers }) => workers))].sort((a, b) => a - b);
  const fewest = counts.find((workers) => on(workers).some(meets));
  const wanted = [
    left.find(isPresent),
    counts.flatMap((workers) => on(workers).filter((one) => one.arm.label === strategy && meets(one)))[0],
    now === null ? undefined : best(on(now)),
    ...counts
      .filter((workers) => fewest === undefined || (workers >= fewest - 1 && workers <= fewest + 1))
      .flatMap((workers) =>
        on(workers)
          .toSorted((a, b) => a.worst - b.worst)
          .slice(0, workers === fewest ? 2 : 1),
      ),
  ].filter((one) => one !== undefined);
  return [...new Set(wanted)].sort(
    (a, b) => Number(isPresent(b)) - Number(isPresent(a)) || a.workers - b.workers || a.worst - b.worst,
  );
}

/** The fewest workers that meet the goals; among those as it is now, else with the most headroom. */
function chosenRow(rows: readonly AdviceRow[], { workers }: Present): AdviceRow | undefined {
  const good = rows.filter((row) => row.meets);
  const now = good.find((row) => row.now);
  const [first] = good.toSorted(
    (a, b) => a.workers - b.workers || Number(b.now) - Number(a.now) || b.holdsUntil - a.holdsUntil,
  );
  // What works is not changed for a strategy that works as well.
  return now !== undefined && first !== undefined && first.workers >= (workers ?? 0) ? now : first;
}

const LOW_RISK = 1.2;
const MEDIUM_RISK = 1.05;

function riskOf(holdsUntil: number): Advice['risk'] {
  if (holdsUntil >= Math.min(LOW_RISK, HIGHEST_FACTOR)) return 'low';
  return holdsUntil >= MEDIUM_RISK ? 'medium' : 'high';
}
