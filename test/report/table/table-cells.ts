import { type TableData, textOf } from '../../../src/report/table/table.ts';

/** A table as the texts of its cells; the names of the columns first. */
export function cellsOf({ columns, rows }: TableData): string[][] {
  return [columns.map(({ name }) => name), ...rows.map((row) => row.map(textOf))];
}
