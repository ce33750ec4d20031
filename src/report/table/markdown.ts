import { escaped } from '../../results/escaped.ts';
import { type Column, type Part, type TableData, textOf } from './table.ts';

/** A report as a page of Markdown: every column of every table. */
export function inMarkdown(parts: readonly Part[]): string {
  return parts.map((part) => `${typeof part === 'string' ? escaped(part) : tableOf(part)}\n`).join('\n');
}

function tableOf({ columns, rows }: TableData): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const text = (cell: string) => cell.replace(/[\\|]/g, '\\$&');
  const rule = columns.map(({ align }) => (align === 'l' ? '---' : '--:'));
  return [
    line(columns.map((column) => text(headOf(column)))),
    line(rule),
    ...rows.map((row) => line(row.map((cell) => text(textOf(cell))))),
  ].join('\n');
}

function headOf({ group, name, unit }: Column): string {
  const whole = group === undefined ? name : `${group} ${name}`;
  return escaped(unit === undefined ? whole : `${whole} (${unit})`);
}
