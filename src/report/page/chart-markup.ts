import type { AnyChart, Chart, NoChart, Panel } from '../figures/chart.ts';
import { svgOf } from '../figures/svg.ts';
import { html, type Markup, trusted } from '../html/markup.ts';
import type { Cast } from '../model/cast.ts';
import { keySvg } from './key-svg.ts';
import { tableMarkup } from './table-markup.ts';

/** `place` keeps apart the charts of several runs on one page. */
export function chartMarkup(plain: AnyChart, cast: Cast, place: string): Markup {
  const chart = { ...plain, id: `${place}${plain.id}` };
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
      (name, place) => html`<li data-of="${place}">${keySvg(cast.markOf(name))}${name}</li>`,
    )}</ul>`;
  if (legend.length === 0) return undefined;
  return html`<ul class="legend">${legend.map(({ colour, text }) => html`<li>${swatch(colour)}${text}</li>`)}</ul>`;
}

function swatch(colour: string): Markup {
  return html`<svg class="key" aria-hidden="true" width="14" height="14"><rect width="14" height="14" rx="3" fill="${colour}"/></svg>`;
}
