import { z } from 'zod';
import { count, nullable } from './parts.ts';

/** What may be said of a strategy beside the baseline. */
export const VERDICTS = ['better', 'worse', 'same', 'inconclusive', 'unstable', 'invalid'] as const;
export const METRICS = ['p99', 'p95', 'p90', 'p50', 'mean'] as const;

/** Null ends are infinite: too few blocks for an end. */
const interval = z.strictObject({ estimate: z.number(), low: nullable, high: nullable });

/** One strategy, one class of requests, beside the baseline on the same blocks. */
export const comparisonSchema = z.strictObject({
  strategy: z.string(),
  twin: z.boolean(),
  connections: count.nullable(),
  class: z.string(),
  /** The highest percentile that every trial supports. */
  metric: z.enum(METRICS),
  /** One for each block, in ms; null where it falls on a request without a good answer. */
  valuesMs: z.array(nullable),
  medianMs: nullable,
  /** To the baseline's; null for the baseline itself, and where values are missing. */
  ratio: interval.nullable(),
  /** Signed-rank, of this pair alone; then of the family of all pairs of strategies in this class. */
  pRaw: nullable,
  p: nullable,
  /** Null in quick runs, and for a baseline that is stable. */
  verdict: z.enum(VERDICTS).nullable(),
  /** How many blocks would settle an inconclusive one, about. */
  blocksNeeded: count.nullable(),
  /** Smallest ratio to the baseline above 1 that this many blocks would find four times in five. */
  detectableRatio: nullable,
  /** Good in time ÷ offered, over all blocks, and the exact p of its difference, corrected by Holm. */
  attainment: nullable,
  attainmentP: nullable,
});

export type Comparison = z.infer<typeof comparisonSchema>;
export type Verdict = (typeof VERDICTS)[number];
export type Metric = (typeof METRICS)[number];
