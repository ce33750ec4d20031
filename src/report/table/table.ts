import { type Cell, DrawnTable, MarkdownTable } from './drawn-table.ts';

export interface Column {
  readonly name: string;
  /** For those who read the table without the line above it. */
  readonly unit?: string;
  readonly align: 'l' | 'r';
}

/** A table before it is drawn; a cell for each column in every row. */
export interface TableData {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
}

/** How tables are drawn: `inTerminal` or `inMarkdown`. */
export type Draw = (table: TableData) => DrawnTable | MarkdownTable;

export function inTerminal({ columns, rows }: TableData): DrawnTable {
  const head = columns.map(({ name }) => name);
  return new DrawnTable(head, alignsOf(columns), rows);
}

export function inMarkdown({ columns, rows }: TableData): MarkdownTable {
  const head = columns.map(({ name, unit }) => (unit === undefined ? name : `${name} (${unit})`));
  return new MarkdownTable(head, alignsOf(columns), rows);
}

function alignsOf(columns: readonly Column[]): string {
  return columns.map(({ align }) => align).join('');
}

/** Columns of one kind. */
export function columns(align: Column['align'], names: readonly string[], unit?: string): Column[] {
  return names.map((name) => (unit === undefined ? { name, align } : { name, unit, align }));
}
