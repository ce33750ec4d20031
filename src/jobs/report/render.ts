import type { Estimate } from './aggregate.ts';

interface Page {
  readonly title: string;
  readonly headings: readonly string[];
  readonly tables: readonly Table[];
}

export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A page of HTML. Its text comes from this program and its own data, so nothing needs escaping. */
export function renderPage(page: Page): string {
  return [
    '<!doctype html>',
    `<title>${page.title}</title>`,
    `<h1>${page.title}</h1>`,
    ...page.headings.map((heading) => `<h2>${heading}</h2>`),
    ...page.tables.map(renderTable),
    '',
  ].join('\n');
}

function renderTable(table: Table): string {
  const head = `<tr><th>${table.columns.join('</th><th>')}</th></tr>`;
  const rows = table.rows.map((row) => `<tr><td>${row.join('</td><td>')}</td></tr>`);
  return ['<table>', head, ...rows, '</table>'].join('\n');
}

export function estimateTable(estimates: readonly Estimate[]): Table {
  return {
    columns: ['figure', 'observed', 'mean of passes', 'standard error'],
    rows: estimates.map(({ name, observed, mean, standardError }) => [
      name,
      decimal(observed),
      decimal(mean),
      decimal(standardError),
    ]),
  };
}

/** Two decimals, the same in every locale. */
export function decimal(value: number): string {
  return value.toFixed(2);
}
