import type { Field, Pattern } from './pattern.ts';

/** A variable of a format string. */
export interface Token {
  readonly field: Field;
  /** An expression for its text, where the characters around it do not say enough. */
  readonly shape?: string;
  /** It is written in brackets that the format string does not show. */
  readonly bracketed?: true;
}

export const NUMBER = String.raw`-|[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?`;
const SHAPES: Partial<Record<Field, string>> = {
  'duration s': NUMBER,
  'duration ms': NUMBER,
  'duration us': NUMBER,
  'epoch s': String.raw`\d{9,11}(?:\.\d+)?`,
  'epoch ms': String.raw`\d{12,14}`,
  'epoch us': String.raw`\d{15,17}`,
  status: String.raw`-|\d{3}`,
};
/** Its text may have a quote in it, escaped. */
const QUOTED = String.raw`(?:[^"\\]|\\.)*`;

/** A format string as one expression. `variables` finds its variables, `tokenOf` says what each holds. */
export function compiled(
  format: string,
  variables: RegExp,
  tokenOf: (match: RegExpMatchArray) => Token,
): Pattern {
  const fields: Field[] = [];
  let source = '^';
  let literalFrom = 0;
  for (const match of format.matchAll(variables)) {
    const { index } = match;
    source += asLiteral(format.slice(literalFrom, index));
    literalFrom = index + match[0].length;
    const token = tokenOf(match);
    const text = token.shape ?? shapeOf(token, format[index - 1] ?? '', format[literalFrom] ?? '');
    const group = token.field === 'nothing' ? `(?:${text})` : `(${text})`;
    source += token.bracketed ? String.raw`\[${group}\]` : group;
    if (token.field !== 'nothing') fields.push(token.field);
  }
  return { expression: new RegExp(`${source}${asLiteral(format.slice(literalFrom))}`), fields };
}

/** What may stand there, by the characters around it. */
function shapeOf({ field, bracketed }: Token, before: string, after: string): string {
  if (bracketed) return String.raw`[^\]]*`;
  const own = SHAPES[field];
  if (own !== undefined) return own;
  if (before === '"' && after === '"') return QUOTED;
  if (after === '' || /\s/.test(after)) return String.raw`\S*`;
  return `[^${after.replace(/[\\\]^-]/g, '\\$&')}]*`;
}

function asLiteral(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, String.raw`\s+`);
}
