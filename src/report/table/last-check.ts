import { type Part, type TableData, textOf } from './table.ts';

const NO_NUMBER = '(?:NaN|-?Infinity|undefined)';
/** In a text: before its unit, or in brackets. */
const IN_ITS_PLACE = new RegExp(
  [
    `\\b${NO_NUMBER} ?(?:%|×|ms\\b|µs\\b|s\\b|MB\\b|/s\\b)`,
    `[([](?:NaN|-?Infinity)\\b`,
    `\\b(?:NaN|Infinity)[)\\]]`,
  ].join('|'),
);
const IN_A_CELL = new RegExp(`^${NO_NUMBER}$|${IN_ITS_PLACE.source}`);

/** Throws if something that is no number stands where one belongs: whoever reads on must know that it is our mistake. */
export function requireNumbers(parts: readonly Part[]): void {
  for (const part of parts) {
    const found = typeof part === 'string' ? IN_ITS_PLACE.exec(part)?.[0] : noNumberIn(part);
    if (found !== undefined)
      throw new Error(
        `what was printed holds ${JSON.stringify(found)}, which is no number: please report it`,
      );
  }
}

function noNumberIn({ rows }: TableData): string | undefined {
  for (const row of rows)
    for (const cell of row) {
      const found = IN_A_CELL.exec(textOf(cell));
      if (found !== null) return found[0];
    }
  return undefined;
}
