import type { AnyChart, Chart, NoChart } from '../figures/chart.ts';

type Words = Pick<Chart, 'title' | 'summary' | 'table'>;
type Drawing = Pick<Chart, 'legend' | 'panels'> & { readonly source?: string };

/** A chart with the words of its model. Its numbers are from analysis.json where nothing else is said. */
export function chartOf(id: string, { title, summary, table }: Words, drawing: Drawing): Chart {
  return { kind: 'chart', id, title, summary, table, source: 'analysis.json', ...drawing };
}

/** What cannot be drawn comes last, so that readers see charts first. */
export function drawnFirst(charts: readonly AnyChart[]): AnyChart[] {
  return charts.toSorted((a, b) => Number(a.kind === 'none') - Number(b.kind === 'none'));
}

export function missing(id: string, title: string, why: string): NoChart {
  return { kind: 'none', id, title, why };
}
