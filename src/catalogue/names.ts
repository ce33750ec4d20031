import { closest, distance } from 'fastest-levenshtein';
import { MAX_TYPE_LENGTH } from '../jobs/limits.ts';

/** Valid names of strategies, scenarios and request types. They cannot be paths or names of prototype properties. */
export const NAME_PATTERN = new RegExp(`^[a-z0-9][a-z0-9-]{0,${MAX_TYPE_LENGTH - 1}}$`);

/** The message for an unknown name, with the nearest name and all choices. */
export function unknownName(kind: string, name: string, known: readonly string[]): string {
  const meant = nearest(name, known);
  const hint = meant === undefined ? '' : ` Did you mean ${meant}?`;
  return `There is no ${kind} ${printable(name)}.${hint} Choices: ${known.join(', ')}.`;
}

/** The nearest known name. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  const found = known.length > 0 ? closest(name, known) : '';
  return found !== '' && distance(name, found) <= Math.max(2, name.length / 3) ? found : undefined;
}

/** A user's text in quotes, with control characters escaped. */
export function printable(text: string): string {
  const quoted = JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text);
  return quoted.replace(
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu,
    (char) => `\\u{${char.codePointAt(0)?.toString(16)}}`,
  );
}
