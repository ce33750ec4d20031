import * as Plot from '@observablehq/plot';
import type { AnyChart, Chart, NoChart, Panel } from '../figures/chart.ts';
import { dotOf, lineOf } from '../figures/mark.ts';
import { svgOf } from '../figures/svg.ts';
import { markAt } from '../html/marks.ts';
import { html, type Markup, trusted } from '../html/markup.ts';
import type { Cast } from '../model/cast.ts';
import { tableMarkup } from './table-markup.ts';

export function chartMarkup(chart: AnyChart, cast: Cast): Markup {
  return chart.kind === 'chart' ? drawnChart(chart, cast) : missingChart(chart);
}

function missingChart({ id, title, why }: NoChart): Markup {
  return html`<section class="missing" id="${id}"><h3>${title}</h3><p class="quiet">Not drawn. ${why}</p></section>`;
}

function drawnChart(chart: Chart, cast: Cast): Markup {
  const { id, title, summary, table, source } = chart;
  return html`<figure id="${id}" aria-labelledby="${id}-title">
<h3 id="${id}-title">${title}</h3>
<p class="summary">${summary}</p>
${legendOf(chart, cast)}
${chart.panels.map((panel) => panelMarkup(panel, title))}
${
  table &&
  html`<details><summary>The data of this chart</summary>
<p class="quiet">From ${source}.</p>
${tableMarkup(table, cast, `Data: ${title}`)}</details>`
}
</figure>`;
}

function panelMarkup({ caption, plot }: Panel, title: string): Markup {
  const about = caption === undefined ? title : `${title}: ${caption}`;
  return html`<div class="panel">${caption !== undefined && html`<p class="caption">${caption}</p>`}
<div class="wide">${trusted(svgOf(plot('wide'), about))}</div>
<div class="narrow">${trusted(svgOf(plot('narrow'), about))}</div></div>`;
}

function legendOf({ legend }: Chart, cast: Cast): Markup | undefined {
  if (legend === 'strategies')
    return html`<ul class="legend">${cast.names.map(
      (name, place) => html`<li data-of="${place}">${keyOf(place)}${name}</li>`,
    )}</ul>`;
  if (legend.length === 0) return undefined;
  return html`<ul class="legend">${legend.map(({ colour, text }) => html`<li>${swatch(colour)}${text}</li>`)}</ul>`;
}

/** A piece of a strategy's line with its symbol. */
function keyOf(place: number): Markup {
  const mark = markAt(place);
  const options: Plot.PlotOptions = {
    width: 34,
    height: 14,
    margin: 0,
    axis: null,
    x: { domain: [0, 1] },
    y: { domain: [0, 1] },
    marks: [
      Plot.line(
        [
          [0, 0.5],
          [1, 0.5],
        ],
        lineOf(mark),
      ),
      Plot.dot([[0.5, 0.5]], { ...dotOf(mark), r: 4 }),
    ],
  };
  return trusted(
    svgOf(options, '').replace('role="img"', 'aria-hidden="true"').replace('class="chart"', 'class="key"'),
  );
}

function swatch(colour: string): Markup {
  return html`<svg class="key" aria-hidden="true" width="14" height="14"><rect width="14" height="14" rx="3" fill="${colour}"/></svg>`;
}
