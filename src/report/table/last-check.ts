const NO_NUMBER = '(?:NaN|-?Infinity|undefined)';
/** Where a number stands: in a cell of a table, or before its unit. */
const IN_ITS_PLACE = new RegExp(
  [
    `│ *${NO_NUMBER}\\b`,
    `\\b${NO_NUMBER} ?(?:│|%|×|ms\\b|µs\\b|s\\b|MB\\b|/s\\b)`,
    `[([](?:NaN|-?Infinity)\\b`,
    `\\b(?:NaN|Infinity)[)\\]]`,
  ].join('|'),
);

/** Throws if something that is no number stands where one belongs: whoever reads on must know that it is our mistake. */
export function requireNumbers(lines: readonly string[]): void {
  for (const text of lines) {
    const [found] = IN_ITS_PLACE.exec(text) ?? [];
    if (found !== undefined)
      throw new Error(
        `what was printed holds ${JSON.stringify(found)}, which is no number: please report it`,
      );
  }
}
