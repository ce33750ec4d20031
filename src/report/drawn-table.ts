import Table from 'cli-table3';
import { escaped } from '../results/escaped.ts';
import { colours } from './colours.ts';
import { COMPACT } from './table-style.ts';

/** Text in one of our colours. */
export interface Coloured {
  readonly colour: 'green' | 'red';
  readonly text: string;
}

export type Cell = string | number | Coloured;

/** A table that may go to a terminal as it is: its cells are escaped, its colours ours. All other text is escaped where it is printed. */
export class DrawnTable {
  readonly #text: string;

  /** `aligned` has an l or an r for each column. */
  constructor(head: readonly string[], aligned: string, rows: readonly (readonly Cell[])[]) {
    const colAligns = [...aligned].map((side) => (side === 'l' ? ('left' as const) : ('right' as const)));
    const table = new Table({ ...COMPACT, head: head.map(escaped), colAligns });
    table.push(...rows.map((row) => row.map(drawn)));
    this.#text = table.toString();
  }

  toString(): string {
    return this.#text;
  }
}

/** What a report is made of. */
export type Line = string | DrawnTable;

function drawn(cell: Cell): string {
  return typeof cell === 'object' ? colours[cell.colour](escaped(cell.text)) : escaped(String(cell));
}
