import { refuse } from '../../core/usage-error.ts';
import type { Goal } from '../../results/advice-schema.ts';

const GRAMMAR = /^(?:(\S+) +)?(mean|p\d{2}(?:\.\d+)?) *<=? *(\d+(?:\.\d+)?) *(ms|s)$/;

/** A limit as the user wrote it: for one route, or for all that are heavy. */
export interface Asked extends Omit<Goal, 'type' | 'implied'> {
  readonly route: string | undefined;
}

/** The values of `--objective`, such as `report p95 < 300ms`. */
export function askedGoals(texts: readonly string[]): Asked[] {
  const mistakes: string[] = [];
  const asked = texts
    .flatMap((text) => text.split(','))
    .flatMap((written): Asked[] => {
      const text = written.trim();
      const match = GRAMMAR.exec(text);
      if (match === null) {
        mistakes.push(
          `--objective takes a route, a figure and a time, such as 'report p95 < 300ms', but is ${JSON.stringify(text)}`,
        );
        return [];
      }
      const [, route, figure = '', number, unit] = match;
      const quantile = figure === 'mean' ? null : Number(figure.slice(1)) / 100;
      return [{ text, route, quantile, atMostMs: Number(number) * (unit === 's' ? 1000 : 1) }];
    });
  refuse(mistakes);
  return asked;
}

/** A limit without a route holds for every heavy one. */
export function goalsFor(asked: readonly Asked[], types: readonly string[]): Goal[] {
  const unknown = asked.flatMap(({ route }) => (route === undefined || types.includes(route) ? [] : [route]));
  refuse(
    unknown.map(
      (route) =>
        `--objective: there is no heavy route ${JSON.stringify(route)}; there are ${types.join(', ')}`,
    ),
  );
  return asked.flatMap(({ route, ...goal }) =>
    (route === undefined ? types : [route]).map((type) => ({ ...goal, type, implied: false })),
  );
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
