import type { Line } from '../report/table/drawn-table.ts';
import { requireNumbers } from '../report/table/last-check.ts';
import { escaped } from '../results/escaped.ts';

/** Results go to stdout, everything else to stderr; only the command line prints. */
export function printLines(lines: readonly Line[]): void {
  process.stdout.write(lines.map(harmless).join(''));
  requireNumbers(lines.map(String));
}

export function warnLines(lines: readonly Line[]): void {
  process.stderr.write(lines.map(harmless).join(''));
}

/** Whatever a text quotes, a name in a foreign file or the words of a dying process, it does nothing to the terminal. */
function harmless(line: Line): string {
  return typeof line === 'string' ? `${line.split('\n').map(escaped).join('\n')}\n` : `${line}\n`;
}
