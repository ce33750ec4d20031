import { UsageError } from '../core/usage-error.ts';
import { METRICS, type Metric } from '../results/comparison-schema.ts';

interface Common {
  /** As the user wrote it. */
  readonly text: string;
  /** Of requests; null for all. */
  readonly class: string | null;
}

/** A limit for a run by itself. */
export type RunGate =
  /** A response time that at least must be kept. */
  | (Common & { readonly kind: 'response time'; readonly metric: Metric; readonly limitMs: number })
  /** Share of offered requests that must get a good answer in time. */
  | (Common & { readonly kind: 'attainment'; readonly share: number })
  /** What the scenario says has to hold, for each type of heavy requests. */
  | (Common & { readonly kind: 'objective' });

/** By how much a figure may grow from one run to another, as a share. */
export interface ChangeGate extends Common {
  readonly metric: Metric;
  readonly share: number;
}

const RUN_EXAMPLES = "'light p95 > 20ms', 'p99 > 1s', 'attainment < 99%' or 'objective'";
const CHANGE_EXAMPLES = "'p95 > +10%' or 'light p99 > +5%'";
const GRAMMAR =
  /^(?:([a-z0-9-]+) +)?(p50|p90|p95|p99|mean|attainment) *([<>]) *([+-]?)(\d+(?:\.\d+)?) *(%|s|ms|us|[µμ]s)$/;
const IN_MS: Readonly<Record<string, number>> = { s: 1000, ms: 1, us: 0.001, µs: 0.001, μs: 0.001 };

/** Reads what stands behind `bench --fail-if`. */
export function parseRunGate(text: string): RunGate {
  if (text.trim() === 'objective') return { kind: 'objective', text: 'objective', class: null };
  const { measure, direction, sign, number, unit, ...common } = parts(text, RUN_EXAMPLES);
  const wrong = (why: string) => mistake(text, why, RUN_EXAMPLES);
  if (sign !== '') throw wrong('is a change from one run to another, which compare --fail-if judges');
  if (measure === 'attainment') {
    if (direction !== '<' || unit !== '%') throw wrong('must say attainment < so many %');
    return { ...common, kind: 'attainment', share: number / 100 };
  }
  const perUnit = IN_MS[unit];
  if (direction !== '>' || perUnit === undefined) throw wrong('must say > and a time, in s, ms or µs');
  return { ...common, kind: 'response time', metric: measure, limitMs: number * perUnit };
}

/** Reads what stands behind `compare --fail-if`. */
export function parseChangeGate(text: string): ChangeGate {
  const wrong = (why: string) => mistake(text, why, CHANGE_EXAMPLES);
  if (text.trim() === 'objective') throw wrong('is a limit for one run, which bench --fail-if judges');
  const { measure, direction, sign, number, unit, ...common } = parts(text, CHANGE_EXAMPLES);
  if (measure === 'attainment' || unit !== '%')
    throw wrong('is a limit for one run, which bench --fail-if judges');
  if (direction !== '>' || sign !== '+') throw wrong('must say > and a change with its sign');
  return { ...common, metric: measure, share: number / 100 };
}

function parts(text: string, examples: string) {
  const match = GRAMMAR.exec(text.trim());
  if (match === null) throw mistake(text, 'is no limit', examples);
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
  return new UsageError([`--fail-if=${JSON.stringify(text)} ${why}; right would be ${examples}`]);
}
