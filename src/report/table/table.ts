import { escaped } from '../../results/escaped.ts';

/** Text in one of our colours. */
export interface Coloured {
  readonly colour: 'green' | 'red';
  readonly text: string;
}

export type Cell = string | number | Coloured;

export interface Column {
  readonly name: string;
  /** Stands once above neighbours that share it. */
  readonly group?: string;
  /** For those who read the table without the line above it. */
  readonly unit?: string;
  readonly align: 'l' | 'r';
  /** Says which row it is; repeated where a table is folded. */
  readonly key?: true;
  /** Left out where the table would be too wide: the highest number first. A column without it is never left out. */
  readonly expendable?: number;
  /** Its text may be cut where the table would be too wide. */
  readonly cut?: true;
}

/** A table before it is drawn; a cell for each column in every row. */
export interface TableData {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
}

/** What a report is made of: paragraphs and tables. */
export type Part = string | TableData;

/** Columns of one kind. */
export function columns(align: Column['align'], names: readonly string[], unit?: string): Column[] {
  return names.map((name) => (unit === undefined ? { name, align } : { name, unit, align }));
}

/** The same columns, of which these say which row it is. */
export function keyed(names: readonly string[], all: readonly Column[]): Column[] {
  return all.map((column) => (names.includes(column.name) ? { ...column, key: true } : column));
}

/** The text of a cell, harmless to a terminal. */
export function textOf(cell: Cell): string {
  return escaped(typeof cell === 'object' ? cell.text : String(cell));
}
