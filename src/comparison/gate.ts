import { UsageError } from '../core/usage-error.ts';
import { METRICS, type Metric } from '../results/comparison-schema.ts';

interface Common {
  /** As the user wrote it. */
  readonly text: string;
  /** Class of requests; null for all. */
  readonly class: string | null;
}

/** A limit for a single run. */
export type RunGate =
  /** An upper limit for a response time. */
  | (Common & { readonly kind: 'response time'; readonly metric: Metric; readonly limitMs: number })
  /** Share of offered requests that must get a good answer in time. */
  | (Common & { readonly kind: 'attainment'; readonly share: number })
  /** The scenario's objective, for each type of heavy requests. */
  | (Common & { readonly kind: 'objective' });

/** The largest allowed growth of a figure between runs, as a share. */
export interface ChangeGate extends Common {
  readonly metric: Metric;
  readonly share: number;
}

const RUN_EXAMPLES = "'light p95 > 20ms', 'p99 > 1s', 'attainment < 99%' or 'objective'";
const CHANGE_EXAMPLES = "'p95 > +10%' or 'light p99 > +5%'";
const GRAMMAR =
  /^(?:([^<>\s](?:[^<>]*[^<>\s])?) +)?(p50|p90|p95|p99|mean|attainment) *([<>]) *([+-]?)(\d+(?:\.\d+)?) *(%|s|ms|us|[µμ]s)$/;
const IN_MS: Readonly<Record<string, number>> = { s: 1000, ms: 1, us: 0.001, µs: 0.001, μs: 0.001 };

/** Parses the value of `bench --fail-if`. */
export function parseRunGate(text: string): RunGate {
  if (text.trim() === 'objective') return { kind: 'objective', text: 'objective', class: null };
  const { measure, direction, sign, number, unit, ...common } = parts(text, RUN_EXAMPLES);
  const wrong = (why: string) => mistake(text, why, RUN_EXAMPLES);
  if (sign !== '') throw wrong('limits a change between runs: use it with compare --fail-if');
  if (measure === 'attainment') {
    if (direction !== '<' || unit !== '%') throw wrong('must be attainment < a percentage');
    return { ...common, kind: 'attainment', share: number / 100 };
  }
  const perUnit = IN_MS[unit];
  if (direction !== '>' || perUnit === undefined) throw wrong('must have > and a time in s, ms or µs');
  return { ...common, kind: 'response time', metric: measure, limitMs: number * perUnit };
}

/** Parses the value of `compare --fail-if`. */
export function parseChangeGate(text: string): ChangeGate {
  const wrong = (why: string) => mistake(text, why, CHANGE_EXAMPLES);
  if (text.trim() === 'objective') throw wrong('limits a single run: use it with bench --fail-if');
  const { measure, direction, sign, number, unit, ...common } = parts(text, CHANGE_EXAMPLES);
  if (measure === 'attainment' || unit !== '%')
    throw wrong('limits a single run: use it with bench --fail-if');
  if (direction !== '>' || sign !== '+') throw wrong('must have > and a change with its sign');
  return { ...common, metric: measure, share: number / 100 };
}

function parts(text: string, examples: string) {
  const match = GRAMMAR.exec(text.trim());
  if (match === null) throw mistake(text, 'is not a limit', examples);
  const [, name, measure, direction, sign, digits, unit = ''] = match;
  return {
    text: text.trim(),
    class: name ?? null,
    measure: METRICS.find((one) => one === measure) ?? ('attainment' as const),
    direction,
    sign,
    number: Number(digits),
    unit,
  };
}

function mistake(text: string, why: string, examples: string): UsageError {
  return new UsageError([`--fail-if=${JSON.stringify(text)} ${why}; write for example ${examples}`]);
}
