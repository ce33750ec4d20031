import { html, type Markup } from '../html/markup.ts';
import type { Cast } from '../model/cast.ts';
import { type Cell, type Column, type TableData, textOf } from '../table/table.ts';

/** Longer texts may be broken into lines. */
const LONG = 44;
/** What a table adds to the name of a strategy. */
const ADDED = / (\*|again|\(overloaded\)).*$/;

/** A table of the page. `name` says to those who cannot see it what it holds. */
export function tableMarkup({ columns, rows }: TableData, cast: Cast, name: string): Markup {
  const isLong = columns.map((_, at) => rows.some((row) => textOf(row[at] ?? '').length > LONG));
  return html`<div class="scroll" role="region" aria-label="${name}" tabindex="0"><table>
<thead>${groupRow(columns)}<tr>${columns.map((column, at) => headOf(column, isLong[at] ?? false))}</tr></thead>
<tbody>${rows.map((row) => rowMarkup(row, columns, isLong, cast))}</tbody>
</table></div>`;
}

function headOf({ name, unit, align }: Column, isLong: boolean): Markup {
  const text = unit === undefined ? name : `${name} (${unit})`;
  return html`<th scope="col"${classOf(align, isLong)}>${text}</th>`;
}

function groupRow(columns: readonly Column[]): Markup | undefined {
  if (columns.every(({ group }) => group === undefined)) return undefined;
  const spans: { group: string; length: number }[] = [];
  for (const { group = '' } of columns) {
    const last = spans.at(-1);
    if (last?.group === group) last.length++;
    else spans.push({ group, length: 1 });
  }
  const cells = spans.map(({ group, length }) =>
    group === ''
      ? html`<td colspan="${length}"></td>`
      : html`<th scope="colgroup" colspan="${length}">${group}</th>`,
  );
  return html`<tr class="groups">${cells}</tr>`;
}

function rowMarkup(
  row: readonly Cell[],
  columns: readonly Column[],
  isLong: readonly boolean[],
  cast: Cast,
): Markup {
  const place = row
    .map((cell) => cast.placeOf(textOf(cell).replace(ADDED, '')))
    .find((found) => found !== undefined);
  const cells = row.map((cell, at) => cellMarkup(cell, columns[at] as Column, isLong[at] ?? false, at === 0));
  return place === undefined ? html`<tr>${cells}</tr>` : html`<tr data-of="${place}">${cells}</tr>`;
}

function cellMarkup(cell: Cell, { align }: Column, isLong: boolean, isFirst: boolean): Markup {
  const text = textOf(cell);
  if (isFirst && text !== '') return html`<th scope="row"${classOf(align, isLong)}>${text}</th>`;
  const shown =
    typeof cell === 'object'
      ? html`<span class="${cell.colour === 'green' ? 'good' : 'bad'}">${text}</span>`
      : text;
  return html`<td${classOf(align, isLong)}>${shown}</td>`;
}

function classOf(align: Column['align'], isLong: boolean): Markup | undefined {
  if (align === 'r') return html` class="number"`;
  return isLong ? html` class="long"` : undefined;
}
