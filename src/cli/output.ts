import { requireNumbers } from '../report/table/last-check.ts';
import type { Part } from '../report/table/table.ts';
import { inTerminal } from '../report/table/terminal.ts';
import { escaped } from '../results/escaped.ts';

/** Results go to stdout, everything else to stderr; only the command line prints. */
export function printReport(parts: readonly Part[]): void {
  process.stdout.write(
    inTerminal(parts, process.stdout.isTTY ? process.stdout.columns : Number.POSITIVE_INFINITY),
  );
  requireNumbers(parts);
}

/** A document for programs, line by line as it is. */
export function printDocument(text: string): void {
  process.stdout.write(harmless(text));
}

export function warnLines(lines: readonly string[]): void {
  process.stderr.write(lines.map(harmless).join(''));
}

/** Whatever a text quotes, a name in a foreign file or the words of a dying process, it does nothing to the terminal. */
function harmless(text: string): string {
  return `${text.split('\n').map(escaped).join('\n')}\n`;
}
