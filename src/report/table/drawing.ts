import Table from 'cli-table3';
import stringWidth from 'string-width';
import { escaped } from '../../results/escaped.ts';
import { colours } from './colours.ts';
import { type Cell, type Column, type TableData, textOf } from './table.ts';

const GAP = 2;
/** The time of cli-table3 grows with the square of the rows, so longer tables are drawn in parts. */
const ROWS_OF_PART = 200;
const NO_LINES = Object.fromEntries(
  ['top', 'bottom', 'left', 'right', 'middle', 'mid'].flatMap((side) =>
    ['', '-mid', '-left', '-right'].map((corner) => [`${side}${corner}`, '']),
  ),
);

/** The table without lines: a head and two spaces between columns. */
export function drawn({ columns, rows }: TableData): string {
  const widths = widthsOf({ columns, rows });
  const body = [columns.map(({ name }) => escaped(name)), ...rows.map((row) => row.map(inColour))];
  const parts = columns.some(({ group }) => group !== undefined) ? [groupLine(columns, widths)] : [];
  for (let from = 0; from < body.length; from += ROWS_OF_PART)
    parts.push(drawnRows(body.slice(from, from + ROWS_OF_PART), columns, widths));
  return parts.join('\n');
}

function drawnRows(rows: readonly string[][], columns: readonly Column[], widths: readonly number[]): string {
  const table = new Table({
    chars: NO_LINES,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': GAP },
    colAligns: columns.map(({ align }) => (align === 'l' ? 'left' : 'right')),
    colWidths: widths.map((width) => width + GAP),
  });
  table.push(...rows);
  return table.toString().split('\n').map(withoutEnd).join('\n');
}

/** Removes trailing spaces. */
function withoutEnd(line: string): string {
  return line.replace(/ +$/, '');
}

/** A group over one column is aligned like its numbers, over several to their left edge. Drawn here, because cli-table3 counts a line between columns. */
function groupLine(columns: readonly Column[], widths: readonly number[]): string {
  const texts = spansOf(columns).map(({ group, from, to }) => {
    const text = escaped(group);
    const room = ' '.repeat(spanWidth(widths, from, to) - stringWidth(text));
    return to - from > 1 || columns[from]?.align === 'l' ? text + room : room + text;
  });
  return withoutEnd(texts.join(' '.repeat(GAP)));
}

function spanWidth(widths: readonly number[], from: number, to: number): number {
  return widths.slice(from, to).reduce((sum, width) => sum + width + GAP, -GAP);
}

/** Neighbouring columns of one group: from `from` up to, not including, `to`. */
function spansOf(columns: readonly Column[]): { group: string; from: number; to: number }[] {
  const spans: { group: string; from: number; to: number }[] = [];
  for (const [at, { group = '' }] of columns.entries()) {
    const last = spans.at(-1);
    if (last?.group === group) last.to = at + 1;
    else spans.push({ group, from: at, to: at + 1 });
  }
  return spans;
}

/** The width of each column, without the gap after it. */
export function widthsOf({ columns, rows }: TableData): number[] {
  const widths = columns.map(({ name }, at) =>
    rows.reduce(
      (most, row) => Math.max(most, stringWidth(textOf(row[at] ?? ''))),
      stringWidth(escaped(name)),
    ),
  );
  for (const { group, from, to } of spansOf(columns)) {
    const missing = stringWidth(escaped(group)) - spanWidth(widths, from, to);
    widths[to - 1] = (widths[to - 1] ?? 0) + Math.max(0, missing);
  }
  return widths;
}

/** The width of a table. */
export function widthOf(table: TableData): number {
  const widths = widthsOf(table);
  return spanWidth(widths, 0, widths.length);
}

function inColour(cell: Cell): string {
  return typeof cell === 'object' ? colours[cell.colour](textOf(cell)) : textOf(cell);
}
