import { html, type Markup } from '../html/markup.ts';
import { documentOf } from '../html/page.ts';
import type { Part } from '../table/table.ts';
import { chartMarkup } from './chart-markup.ts';
import type { Report } from './report.ts';
import { REPORT_SCRIPT } from './report-script.ts';
import { REPORT_STYLE } from './report-style.ts';
import { tableMarkup } from './table-markup.ts';

/** The report as one HTML file that needs nothing else. */
export function reportPage(report: Report): string {
  const body = html`<header>
<p class="eyebrow">${report.about}</p>
<h1>${report.question}</h1>
</header>
<main>
${answerOf(report)}
${sectionsOf(report, '')}
${report.parts.map(
  (part, i) => html`<hr><p class="eyebrow">${part.about}</p><h2 class="part">${part.question}</h2>
${answerOf(part)}${sectionsOf(part, `run-${i + 1}-`)}`,
)}
</main>
<footer><p class="quiet">${report.title}. Made by cluster-bench; nothing in this file is loaded from elsewhere.</p></footer>`;
  return documentOf({
    title: report.title,
    body,
    style: REPORT_STYLE,
    script: REPORT_SCRIPT,
    connects: false,
  });
}

function answerOf({ answer: [first, ...others] }: Report): Markup {
  return html`<p class="answer">${first}</p>${others.map((text) => html`<p>${text}</p>`)}`;
}

function sectionsOf(report: Report, place: string): Markup {
  const { table, charts, warnings, facts, details, commands } = report;
  return html`${table.length > 0 && html`<section aria-label="The table">${partsOf(table, report, 'The strategies')}</section>`}
${
  charts.length > 0 &&
  html`<section><h2>What it looks like</h2>${charts.map((chart) => chartMarkup(chart, report.cast, place))}</section>`
}
${
  facts.length + warnings.length > 0 &&
  html`<section><h2>What was measured where</h2>
${warnings.length > 0 && html`<ul class="warnings">${warnings.map((text) => html`<li>${text}</li>`)}</ul>`}
${facts.length > 0 && html`<dl>${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`}
${details.length > 0 && html`<details><summary>All other figures</summary>${partsOf(details, report, 'Further figures')}</details>`}</section>`
}
${
  commands.length > 0 &&
  html`<section><h2>How to repeat it</h2>
${commands.map(([what, command]) => html`<p>${what}</p><pre class="command"><code>${command}</code></pre>`)}</section>`
}`;
}

function partsOf(parts: readonly Part[], { cast }: Report, name: string): Markup[] {
  return parts
    .filter((part) => part !== '')
    .map((part, i) =>
      typeof part === 'string'
        ? html`<p class="quiet">${part}</p>`
        : tableMarkup(part, cast, i === 0 ? name : `${name}, part ${i + 1}`),
    );
}
