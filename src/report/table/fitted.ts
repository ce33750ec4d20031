import stringWidth from 'string-width';
import { widthOf, widthsOf } from './drawing.ts';
import { type Cell, type Column, type TableData, textOf } from './table.ts';

/** Texts are not cut shorter than this; columns are left out instead. */
const LEAST_CUT = 30;

/**
 * Fits a table into a width. It cuts texts first, then leaves out expendable columns. A table that is still too wide becomes
 * several tables, each with the key columns.
 */
export function fitted(table: TableData, width: number): TableData[] {
  let fitting = table;
  while (widthOf(withCuts(fitting, Number.POSITIVE_INFINITY)) > width) {
    const at = mostExpendable(fitting.columns);
    if (at === undefined) break;
    fitting = picked(
      fitting,
      fitting.columns.map((_, i) => i).filter((i) => i !== at),
    );
  }
  const cut = withCuts(fitting, widthOf(fitting) - width);
  return widthOf(cut) > width ? folded(cut, width) : [cut];
}

function mostExpendable(columns: readonly Column[]): number | undefined {
  const ranks = columns.map(({ expendable = 0 }) => expendable);
  const most = Math.max(...ranks);
  return most > 0 ? ranks.lastIndexOf(most) : undefined;
}

function picked({ columns, rows }: TableData, chosen: readonly number[]): TableData {
  return {
    columns: chosen.map((at) => columns[at] as Column),
    rows: rows.map((row) => chosen.map((at) => row[at] as Cell)),
  };
}

function withCuts(table: TableData, excess: number): TableData {
  const at = table.columns.findIndex(({ cut }) => cut);
  if (excess <= 0 || at < 0) return table;
  const width = Math.max(LEAST_CUT, (widthsOf(table)[at] ?? 0) - excess);
  return {
    columns: table.columns,
    rows: table.rows.map((row) => row.map((cell, i) => (i === at ? cutTo(textOf(cell), width) : cell))),
  };
}

/** Cuts at the end of a word if one is near. */
function cutTo(text: string, width: number): string {
  if (stringWidth(text) <= width) return text;
  const part = text.slice(0, width - 2);
  const word = part.lastIndexOf(' ');
  return `${(word > width / 2 ? part.slice(0, word) : part).replace(/[ ,;:]+$/, '')} …`;
}

/** Fills each table with as many columns as fit after the keys. */
function folded(table: TableData, width: number): TableData[] {
  const all = table.columns.map((_, at) => at);
  const keys = all.filter((at) => table.columns[at]?.key);
  const fits = (chosen: readonly number[]) => widthOf(picked(table, chosen)) <= width;
  const pieces: number[][] = [];
  for (const at of all.filter((one) => !keys.includes(one))) {
    const last = pieces.at(-1);
    if (last !== undefined && fits([...keys, ...last, at])) last.push(at);
    else pieces.push([at]);
  }
  return pieces.map((piece) => picked(table, [...keys, ...piece]));
}
