import { UsageError } from '../../core/usage-error.ts';
import type { Goal } from '../../results/advice-schema.ts';

const GRAMMAR = /^(?:(\S+) +)?(mean|p\d{2}(?:\.\d+)?) *<=? *(\d+(?:\.\d+)?) *(ms|s)$/;

/** The values of `--objective`, such as `report p95 < 300ms`; without a name it holds for every heavy route. */
export function goalsIn(texts: readonly string[], types: readonly string[]): Goal[] {
  const mistakes: string[] = [];
  const goals = texts
    .flatMap((text) => text.split(','))
    .flatMap((text) => {
      const match = GRAMMAR.exec(text.trim());
      if (match === null) {
        mistakes.push(
          `--objective takes a route, a figure and a time, such as '${types[0] ?? 'report'} p95 < 300ms', but is ${JSON.stringify(text)}`,
        );
        return [];
      }
      const [, type, figure = '', number, unit] = match;
      if (type !== undefined && !types.includes(type)) {
        mistakes.push(
          `--objective: there is no heavy route ${JSON.stringify(type)}; there are ${types.join(', ')}`,
        );
        return [];
      }
      const quantile = figure === 'mean' ? null : Number(figure.slice(1)) / 100;
      const atMostMs = Number(number) * (unit === 's' ? 1000 : 1);
      return (type === undefined ? types : [type]).map((own) => ({
        text: text.trim(),
        type: own,
        quantile,
        atMostMs,
        implied: false,
      }));
    });
  if (mistakes.length > 0) throw new UsageError(mistakes);
  return goals;
}

/** A type without a goal may take so many times as long as in the log. */
const AS_IN_THE_LOG = 2;

/** The goals of the user, and one for each type that they leave out. */
export function withImplied(
  goals: readonly Goal[],
  types: readonly { readonly name: string; readonly responseMs: { readonly p95: number } | null }[],
): Goal[] {
  const others = types.flatMap(({ name, responseMs }): Goal[] => {
    if (responseMs === null || goals.some(({ type }) => type === name)) return [];
    const atMostMs = roundedUp(AS_IN_THE_LOG * responseMs.p95);
    return [{ text: `${name} p95 < ${atMostMs}ms`, type: name, quantile: 0.95, atMostMs, implied: true }];
  });
  return [...goals, ...others];
}

/** Objectives that the log's own figures suggest: twice what the slowest twentieth takes alone. */
export function suggestedGoals(types: readonly { readonly name: string; readonly p95: number }[]): string[] {
  return types.map(({ name, p95 }) => `${name} p95 < ${roundedUp(2 * p95)}ms`);
}

/** To a figure that people would name. */
function roundedUp(ms: number): number {
  const step = 10 ** Math.floor(Math.log10(Math.max(1, ms))) / 2;
  return Math.ceil(ms / step) * step;
}
