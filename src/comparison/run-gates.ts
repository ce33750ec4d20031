import { binomialCdf } from '../measuring/statistics/binomial.ts';
import { hodgesLehmann, signedRankP } from '../measuring/statistics/signed-rank.ts';
import { sum } from '../measuring/statistics/sum.ts';
import { isType } from '../results/class-names.ts';
import type { Metric } from '../results/comparison-schema.ts';
import type { RunResult } from '../results/schema.ts';
import { atConnections } from '../results/trial-identity.ts';
import type { TrialClass, TrialRecord } from '../results/trial-schema.ts';
import type { RunGate } from './gate.ts';
import { grouped } from './grouped.ts';
import { type Cell, type Evidence, type Outcome, outcomesOf } from './limit-outcome.ts';
import { logOf } from './metric.ts';
import { LEVEL } from './standings.ts';

/** One row of a run, judged by a limit. */
export interface Judged extends Cell {
  readonly outcome: Outcome;
  /** A time in ms with its interval, or a share of offered requests; null if a trial has too few requests. */
  readonly figure:
    | { readonly kind: 'ms'; readonly estimate: number; readonly low: number; readonly high: number }
    | { readonly kind: 'share'; readonly share: number }
    | null;
}

interface Row extends Cell {
  readonly trials: readonly TrialClass[];
}

/** Every strategy and class of the limit. `quantile` belongs to the objective and is used only for that gate. */
export function judgeRun(gate: RunGate, run: RunResult, quantile: number | undefined): Judged[] {
  const rows = rowsOf(run, gate).map((row) => ({ row, found: evidenceOf(row, gate, quantile ?? 1) }));
  const known = rows.flatMap(({ row, found }) => (found === undefined ? [] : [{ row, found }]));
  const outcomes = outcomesOf(known.map(({ found }) => found));
  const outcomeOf = new Map(known.map(({ row }, i) => [row, outcomes[i] as Outcome]));
  return rows.map(({ row, found }) => ({
    strategy: row.strategy,
    class: row.class,
    outcome: outcomeOf.get(row) ?? 'not certain',
    figure: found?.figure ?? null,
  }));
}

/** In the order of the run's strategies, since trials are in random order. */
function rowsOf({ trials, strategies }: RunResult, gate: RunGate): Row[] {
  const place = new Map(strategies.map((one, i) => [one.name, i]));
  const placeOf = ({ strategy }: TrialRecord) => place.get(strategy) ?? place.size;
  const own = trials.filter(({ twin }) => !twin).toSorted((a, b) => placeOf(a) - placeOf(b));
  const cells = own.flatMap(({ strategy, connections, classes }) =>
    classes
      .filter(({ name }) => isMeant(name, gate))
      .map((one) => ({ strategy: atConnections(strategy, connections), class: one.name, one })),
  );
  return [...grouped(cells, (cell) => `${cell.strategy} ${cell.class}`).values()].flatMap((row) => {
    const [first] = row;
    return first === undefined
      ? []
      : [{ strategy: first.strategy, class: first.class, trials: row.map(({ one }) => one) }];
  });
}

function isMeant(name: string, gate: RunGate): boolean {
  if (gate.kind === 'objective') return isType(name);
  return gate.class === null || gate.class === name;
}

type Found = Evidence & Pick<Judged, 'figure'>;

/** Undefined if a trial has too few requests. */
function evidenceOf({ trials }: Row, gate: RunGate, quantile: number): Found | undefined {
  switch (gate.kind) {
    case 'response time':
      return timeEvidence(trials, gate.metric, gate.limitMs);
    case 'attainment':
      return shareEvidence(trials, gate.share);
    // The quantile is within the bound if at least that share of requests is.
    case 'objective':
      return shareEvidence(trials, quantile);
  }
}

function timeEvidence(trials: readonly TrialClass[], metric: Metric, limitMs: number): Found | undefined {
  const excesses = trials.map((one) => logOf(one, metric) - Math.log(limitMs));
  if (excesses.some(Number.isNaN)) return undefined;
  const { estimate, low, high } = hodgesLehmann(excesses, LEVEL);
  const inMs = (log: number) => limitMs * Math.exp(log);
  return {
    ...signedRankEvidence(excesses),
    figure: { kind: 'ms', estimate: inMs(estimate), low: inMs(low), high: inMs(high) },
  };
}

function signedRankEvidence(excesses: readonly number[]): Evidence {
  const { low, high } = hodgesLehmann(excesses, LEVEL);
  const [pBeyond, pWithin] = [signedRankP(excesses, 0, 'greater'), signedRankP(excesses, 0, 'less')];
  return { low, high, pBeyond, pWithin };
}

/**
 * Two tests must agree. Late requests come in clusters, so the blocks are tested. If they are few, most blocks have none, so
 * their total is tested too, as if they were independent (exact binomial).
 */
function shareEvidence(trials: readonly TrialClass[], wanted: number): Found | undefined {
  if (trials.some(({ counts }) => counts.offered === 0)) return undefined;
  const offered = sum(trials.map(({ counts }) => counts.offered));
  const late = offered - sum(trials.map(({ attained }) => attained));
  const blocks = signedRankEvidence(trials.map(({ attained, counts }) => wanted - attained / counts.offered));
  return {
    ...blocks,
    pBeyond: Math.max(blocks.pBeyond, 1 - binomialCdf(late - 1, offered, 1 - wanted)),
    pWithin: Math.max(blocks.pWithin, binomialCdf(late, offered, 1 - wanted)),
    figure: { kind: 'share', share: 1 - late / offered },
  };
}
