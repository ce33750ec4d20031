import { requireNumbers } from '../report/table/last-check.ts';
import type { Part } from '../report/table/table.ts';
import { inTerminal } from '../report/table/terminal.ts';
import { escaped } from '../results/escaped.ts';

/** Results go to stdout, everything else to stderr; only the command line prints. */
export function printReport(parts: readonly Part[]): void {
  process.stdout.write(inTerminal(parts, screenColumns()));
  requireNumbers(parts);
}

/** What is piped through `head` or `less` still ends up on the screen that has the messages. */
function screenColumns(): number {
  for (const { isTTY, columns } of [process.stdout, process.stderr]) if (isTTY && columns > 0) return columns;
  return Number.POSITIVE_INFINITY;
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
