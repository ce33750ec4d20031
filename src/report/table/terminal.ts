import wrapAnsi from 'wrap-ansi';
import { escaped } from '../../results/escaped.ts';
import { drawn } from './drawing.ts';
import { fitted } from './fitted.ts';
import type { Part, TableData } from './table.ts';

/** Wider texts and tables are hard to read. */
const MOST_COLUMNS = 100;

/** A report as text for a terminal of this width; `Infinity` for a pipe. Tables are fitted into 100 columns if they can be. */
export function inTerminal(parts: readonly Part[], terminalColumns: number): string {
  return parts
    .flatMap((part) =>
      typeof part === 'string' ? [paragraph(part, terminalColumns)] : tablesOf(part, terminalColumns),
    )
    .map((text) => `${text}\n`)
    .join('');
}

/** Wraps one line, with the same indent for the following lines. A newline in the text is foreign and gets escaped. */
function paragraph(text: string, terminalColumns: number): string {
  const line = escaped(text);
  const [indent = ''] = line.match(/^ */) ?? [];
  const width = Math.min(terminalColumns, MOST_COLUMNS) - indent.length;
  return wrapAnsi(line.slice(indent.length), width, { trim: false })
    .split('\n')
    .map((one) => `${indent}${one.trim()}`.trimEnd())
    .join('\n');
}

function tablesOf(table: TableData, terminalColumns: number): string[] {
  const canBeNarrower = table.columns.some(({ expendable, cut }) => expendable !== undefined || cut);
  const width = canBeNarrower ? Math.min(terminalColumns, MOST_COLUMNS) : terminalColumns;
  return fitted(table, width)
    .map((one) => `${drawn(one)}\n`)
    .map((text, i, all) => (i < all.length - 1 ? text : text.slice(0, -1)));
}
