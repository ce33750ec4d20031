import Table from 'cli-table3';
import { escaped } from '../../results/escaped.ts';
import { colours } from './colours.ts';
import { COMPACT } from './table-style.ts';

/** Text in one of our colours. */
export interface Coloured {
  readonly colour: 'green' | 'red';
  readonly text: string;
}

export type Cell = string | number | Coloured;

/** cli-table3 takes time with the square of the rows: a longer table is drawn in parts, as wide as each other. */
const ROWS_OF_PART = 200;
const PADDING = 2;
const NO_TOP = { top: '', 'top-mid': '', 'top-left': '', 'top-right': '' };
const NO_BOTTOM = { bottom: '', 'bottom-mid': '', 'bottom-left': '', 'bottom-right': '' };

/** A table that may go to a terminal as it is: its cells are escaped, its colours ours. All other text is escaped where it is printed. */
export class DrawnTable {
  readonly #text: string;

  /** `aligned` has an l or an r for each column. */
  constructor(head: readonly string[], aligned: string, rows: readonly (readonly Cell[])[]) {
    const colAligns = [...aligned].map((side) => (side === 'l' ? ('left' as const) : ('right' as const)));
    const heads = head.map(escaped);
    const count = Math.max(1, Math.ceil(rows.length / ROWS_OF_PART));
    const widths = count > 1 ? { colWidths: widthsOf(heads, rows) } : {};
    const parts = Array.from({ length: count }, (_, part) => {
      const chars = { ...COMPACT.chars, ...(part > 0 && NO_TOP), ...(part < count - 1 && NO_BOTTOM) };
      const table = new Table({ ...COMPACT, ...widths, chars, head: part === 0 ? heads : [], colAligns });
      const own = rows.slice(part * ROWS_OF_PART, (part + 1) * ROWS_OF_PART);
      table.push(...own.map((row) => row.map(drawn)));
      return table.toString();
    });
    this.#text = parts.join('\n');
  }

  toString(): string {
    return this.#text;
  }
}

/** The same for a page of Markdown. */
export class MarkdownTable {
  readonly #text: string;

  constructor(head: readonly string[], aligned: string, rows: readonly (readonly Cell[])[]) {
    const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
    const rule = [...aligned].map((side) => (side === 'l' ? '---' : '--:'));
    const text = (cell: Cell) => plain(cell).replace(/[\\|]/g, '\\$&');
    this.#text = [line(head.map(text)), line(rule), ...rows.map((row) => line(row.map(text)))].join('\n');
  }

  toString(): string {
    return this.#text;
  }
}

/** What a report is made of. */
export type Line = string | DrawnTable | MarkdownTable;

function drawn(cell: Cell): string {
  return typeof cell === 'object' ? colours[cell.colour](plain(cell)) : plain(cell);
}

function plain(cell: Cell): string {
  return escaped(typeof cell === 'object' ? cell.text : String(cell));
}

function widthsOf(heads: readonly string[], rows: readonly (readonly Cell[])[]): number[] {
  return heads.map((name, i) => {
    const longest = rows.reduce((most, row) => Math.max(most, plain(row[i] ?? '').length), name.length);
    return longest + PADDING;
  });
}
