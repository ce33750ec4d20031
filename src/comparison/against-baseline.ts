import { smallestDetectableDifference } from '../measuring/statistics/blocks-needed.ts';
import { hodgesLehmann, signedRankP } from '../measuring/statistics/signed-rank.ts';
import type { Comparison } from '../results/comparison-schema.ts';
import type { Design } from '../results/schema.ts';
import type { TrialRecord } from '../results/trial-schema.ts';
import { attainmentOf, attainmentPs } from './attainment.ts';
import { type ClassRow, classRows } from './class-rows.ts';
import { completeBlocks, mostlyUnstable } from './complete-blocks.ts';
import { classesOf, medianOf } from './metric.ts';
import { LEVEL, logsOf, type Standing, Standings } from './standings.ts';
import { blocksToSettle, ratioOf, verdictOn } from './verdict.ts';

const POWER = 0.8;

/**
 * Compares every strategy with the baseline, class by class, paired within blocks. p is corrected for all pairs of
 * strategies of the class. The twin is not in that family, since it only measures noise. Only complete blocks count.
 */
export function compareWithBaseline(trials: readonly TrialRecord[], design: Design): Comparison[] {
  const levels = [...new Set(trials.map((trial) => trial.connections))];
  return levels.flatMap((connections) => {
    const own = completeBlocks(trials.filter((trial) => trial.connections === connections));
    return classesOf(own).flatMap((name) => compareClass(classRows(own, name), design));
  });
}

function compareClass(rows: readonly ClassRow[], design: Design): Comparison[] {
  const baseline = rows.find((row) => row.strategy === design.baseline && !row.twin);
  const standings = new Standings(
    rows.flatMap(({ strategy, valuesMs, twin }) => {
      const logs = logsOf(valuesMs);
      return twin || logs === undefined ? [] : [{ strategy, logs }];
    }),
    design,
  );
  const attainmentP = attainmentPs(rows, baseline);
  return rows.map((row) => ({
    strategy: row.strategy,
    twin: row.twin,
    connections: row.connections,
    class: row.class,
    metric: row.metric,
    valuesMs: [...row.valuesMs],
    medianMs: medianOf(row.valuesMs),
    ...standingOf(row, baseline, standings, design),
    attainment: attainmentOf(row.classes),
    attainmentP: attainmentP.get(row) ?? null,
  }));
}

type Said = Pick<Comparison, 'ratio' | 'pRaw' | 'p' | 'verdict' | 'blocksNeeded' | 'detectableRatio'>;
const NOTHING = { ratio: null, pRaw: null, p: null, blocksNeeded: null, detectableRatio: null };

/** The twin is judged alone, all others together. */
function standingOf(
  row: ClassRow,
  baseline: ClassRow | undefined,
  standings: Standings,
  design: Design,
): Said {
  if (baseline === undefined || row === baseline) return { ...NOTHING, verdict: given(null, row, design) };
  const logRatios = logRatiosOf(row, baseline);
  if (logRatios === undefined) return { ...NOTHING, verdict: given('inconclusive', row, design) };
  const pRaw = signedRankP(logRatios, 0, 'two-sided');
  const { interval, p, ...standing } =
    (row.twin ? undefined : standings.between(row.strategy, baseline.strategy)) ??
    alone(logRatios, pRaw, design);
  const verdict = given(standing.verdict, row, design);
  const blocks = logRatios.length;
  const pairs = row.twin ? 1 : standings.pairs;
  return {
    ratio: ratioOf(interval),
    pRaw,
    p,
    verdict,
    blocksNeeded: verdict === 'inconclusive' ? blocksToSettle(interval, blocks, 1, design) : null,
    detectableRatio:
      blocks < 2 ? null : Math.exp(smallestDetectableDifference(logRatios, pairs, design.alpha, POWER)),
  };
}

/** Judges a single pair. */
function alone(logRatios: readonly number[], p: number, design: Design): Standing {
  const interval = hodgesLehmann(logRatios, LEVEL);
  return { interval, p, verdict: verdictOn(interval, p, design) };
}

/** Quick runs have no verdicts, and unstable rows have no meaningful ratio. */
function given(
  verdict: Comparison['verdict'],
  { trials }: ClassRow,
  { mode }: Design,
): Comparison['verdict'] {
  if (mode === 'quick') return null;
  return mostlyUnstable(trials) ? 'unstable' : verdict;
}

/** Undefined if a value is missing, because then there is no ratio. */
function logRatiosOf(row: ClassRow, baseline: ClassRow): number[] | undefined {
  const [logs, others] = [logsOf(row.valuesMs), logsOf(baseline.valuesMs)];
  return others && logs?.map((log, block) => log - (others[block] as number));
}
