import { requireNumbers } from '../report/table/last-check.ts';
import type { Part } from '../report/table/table.ts';
import { inTerminal } from '../report/table/terminal.ts';
import { escaped } from '../results/escaped.ts';

/** Results go to stdout, everything else to stderr; only the command line prints. */
export function printReport(parts: readonly Part[]): void {
  process.stdout.write(inTerminal(parts, screenColumns()));
  requireNumbers(parts);
}

/** Output piped through `head` or `less` still appears on the screen, whose width stderr may know. */
function screenColumns(): number {
  for (const { isTTY, columns } of [process.stdout, process.stderr]) if (isTTY && columns > 0) return columns;
  return Number.POSITIVE_INFINITY;
}

/** A document for programs, with its lines unchanged. */
export function printDocument(text: string): void {
  process.stdout.write(harmless(text));
}

export function warnLines(lines: readonly string[]): void {
  process.stderr.write(lines.map(harmless).join(''));
}

/** Escapes control characters: a text may quote a foreign file or the last output of a process. */
function harmless(text: string): string {
  return `${text.split('\n').map(escaped).join('\n')}\n`;
}
