import { z } from 'zod';
import { count, nullable } from './parts.ts';

/** Verdicts on a strategy compared with the baseline. */
export const VERDICTS = ['better', 'worse', 'same', 'inconclusive', 'unstable', 'invalid'] as const;
export const METRICS = ['p99', 'p95', 'p90', 'p50', 'mean'] as const;

/** A null end is infinite, for lack of blocks. */
const interval = z.strictObject({ estimate: z.number(), low: nullable, high: nullable });

/** One strategy in one class of requests, compared with the baseline on the same blocks. */
export const comparisonSchema = z.strictObject({
  strategy: z.string(),
  twin: z.boolean(),
  connections: count.nullable(),
  class: z.string(),
  /** The highest percentile that every trial supports. */
  metric: z.enum(METRICS),
  /** One value per block, in ms; null if it falls on a request without a good answer. */
  valuesMs: z.array(nullable),
  medianMs: nullable,
  /** Ratio to the baseline; null for the baseline itself, and if values are missing. */
  ratio: interval.nullable(),
  /** Signed-rank p of this pair alone, then p for the family of all pairs of strategies in this class. */
  pRaw: nullable,
  p: nullable,
  /** Null in quick runs, and for a stable baseline. */
  verdict: z.enum(VERDICTS).nullable(),
  /** Approximate number of blocks that would settle an inconclusive verdict. */
  blocksNeeded: count.nullable(),
  /** Smallest ratio to the baseline, above 1, that this many blocks detect four times in five. */
  detectableRatio: nullable,
  /** Good in time ÷ offered, over all blocks, and the exact p of its difference, corrected by Holm. */
  attainment: nullable,
  attainmentP: nullable,
});

export type Comparison = z.infer<typeof comparisonSchema>;
export type Verdict = (typeof VERDICTS)[number];
export type Metric = (typeof METRICS)[number];
