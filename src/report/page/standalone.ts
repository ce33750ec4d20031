import type { Chart } from '../figures/chart.ts';
import { svgOf, WIDTHS } from '../figures/svg.ts';
import { html, type Markup, trusted } from '../html/markup.ts';
import { THEME } from '../html/style.ts';
import type { Cast } from '../model/cast.ts';
import { keySvg } from './key-svg.ts';

const EDGE_PX = 16;
const TITLE_PX = { size: 17, line: 23, letter: 9.3 } as const;
const TEXT_PX = { size: 13, line: 20, letter: 7.4 } as const;
const SHEET_PX = WIDTHS.wide + 2 * EDGE_PX;

/** A chart as an SVG file: title, legend and panels, for light and dark. */
export function standaloneSvg(chart: Chart, cast: Cast): string {
  return sheet(chart, cast, `:root{${THEME.light}}@media(prefers-color-scheme:dark){:root{${THEME.dark}}}`);
}

/** The same without custom properties, which few programs but browsers know. */
export function plainSvg(chart: Chart, cast: Cast): string {
  const colours = new Map(THEME.light.split(';').map((one) => one.split(':') as [string, string]));
  return sheet(chart, cast, '').replace(/var\((--[a-z0-9]+)\)/g, (_, name) => colours.get(name) ?? '#000');
}

function sheet(chart: Chart, cast: Cast, style: string): string {
  const pieces: Markup[] = [];
  let y = EDGE_PX;
  for (const line of wrapped(chart.title, TITLE_PX.letter)) {
    pieces.push(text(line, EDGE_PX, y + TITLE_PX.size, TITLE_PX.size, 700));
    y += TITLE_PX.line;
  }
  y += 6;
  for (const row of legendRows(chart, cast)) {
    pieces.push(
      ...row.map(
        ({ x, name, key, keyPx }) =>
          html`<g transform="translate(${x},${y})">${key}</g>${text(name, x + keyPx, y + 12, TEXT_PX.size, 400)}`,
      ),
    );
    y += TEXT_PX.line + 4;
  }
  for (const { caption, plot } of chart.panels) {
    const options = plot('wide');
    if (caption !== undefined) {
      pieces.push(text(caption, EDGE_PX, y + 18, TEXT_PX.size, 600));
      y += 24;
    }
    pieces.push(
      trusted(svgOf(options, caption ?? chart.title).replace('<svg ', `<svg x="${EDGE_PX}" y="${y}" `)),
    );
    y += (options.height ?? 0) + 8;
  }
  y += EDGE_PX;
  return html`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${SHEET_PX} ${y}" width="${SHEET_PX}" height="${y}" font-family="system-ui, 'DejaVu Sans', sans-serif" color="var(--ink)" fill="var(--ink)" role="img"><title>${chart.title}</title><style>${trusted(style)}</style><rect width="100%" height="100%" fill="var(--page)"/>${pieces}</svg>
`.text;
}

function text(words: string, x: number, y: number, size: number, weight: number): Markup {
  return html`<text x="${x}" y="${y}" font-size="${size}" font-weight="${weight}">${words}</text>`;
}

/** Lines that fit the sheet. */
function wrapped(words: string, letterPx: number): string[] {
  const most = Math.floor(WIDTHS.wide / letterPx);
  const lines = [''];
  for (const word of words.split(' ')) {
    const longer = `${lines.at(-1)} ${word}`.trim();
    if (longer.length <= most || lines.at(-1) === '') lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

interface Entry {
  readonly x: number;
  readonly name: string;
  readonly key: Markup;
  /** Width of the key with the gap after it. */
  readonly keyPx: number;
}

function legendRows({ legend }: Chart, cast: Cast): Entry[][] {
  const entries =
    legend === 'strategies'
      ? cast.names.map((name) => ({ name, key: keySvg(cast.markOf(name)), keyPx: 40 }))
      : legend.map(({ colour, text: name }) => ({
          name,
          key: html`<rect width="14" height="14" rx="3" fill="${colour}"/>`,
          keyPx: 20,
        }));
  const rows: Entry[][] = [];
  let x = Number.POSITIVE_INFINITY;
  for (const { name, key, keyPx } of entries) {
    const width = keyPx + name.length * TEXT_PX.letter + 16;
    if (x + width > SHEET_PX - EDGE_PX) {
      rows.push([]);
      x = EDGE_PX;
    }
    rows.at(-1)?.push({ x, name, key, keyPx });
    x += width;
  }
  return rows;
}
