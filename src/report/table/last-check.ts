import { type Part, type TableData, textOf } from './table.ts';

const NO_NUMBER = '(?:NaN|-?Infinity|undefined)';
/** In a text, a number stands before a unit or in brackets. */
const IN_ITS_PLACE = new RegExp(
  [
    `\\b${NO_NUMBER} ?(?:%|×|ms\\b|µs\\b|s\\b|MB\\b|/s\\b)`,
    `[([](?:NaN|-?Infinity)\\b`,
    `\\b(?:NaN|Infinity)[)\\]]`,
  ].join('|'),
);
const IN_A_CELL = new RegExp(`^${NO_NUMBER}$|${IN_ITS_PLACE.source}`);

/** Throws if a report shows something else where a number belongs. That is a fault of the program. */
export function requireNumbers(parts: readonly Part[]): void {
  for (const part of parts) {
    const found = typeof part === 'string' ? IN_ITS_PLACE.exec(part)?.[0] : noNumberIn(part);
    if (found !== undefined)
      throw new Error(`the report shows ${JSON.stringify(found)} where a number belongs`);
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
