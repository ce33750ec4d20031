import { escaped } from '../../results/escaped.ts';

/** Coloured text. */
export interface Coloured {
  readonly colour: 'green' | 'red';
  readonly text: string;
}

export type Cell = string | number | Coloured;

export interface Column {
  readonly name: string;
  /** A heading above neighbouring columns with the same group. */
  readonly group?: string;
  /** Unit of the cells, for readers who see the table without its context. */
  readonly unit?: string;
  readonly align: 'l' | 'r';
  /** Identifies the row; repeated in every part of a split table. */
  readonly key?: true;
  /** Left out if the table is too wide, the highest number first. A column without it is never left out. */
  readonly expendable?: number;
  /** Its text may be cut if the table is too wide. */
  readonly cut?: true;
}

/** A table before drawing. Every row has a cell for each column. */
export interface TableData {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
}

/** A paragraph or a table of a report. */
export type Part = string | TableData;

/** Several columns with the same alignment, group and unit. */
export function columns(align: Column['align'], names: readonly string[], unit?: string): Column[] {
  return names.map((name) => (unit === undefined ? { name, align } : { name, unit, align }));
}

/** The same columns, with these as keys. */
export function keyed(names: readonly string[], all: readonly Column[]): Column[] {
  return all.map((column) => (names.includes(column.name) ? { ...column, key: true } : column));
}

/** The text of a cell, with control characters escaped. */
export function textOf(cell: Cell): string {
  return escaped(typeof cell === 'object' ? cell.text : String(cell));
}
