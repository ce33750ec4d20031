import type * as Plot from '@observablehq/plot';
import type { TableData } from '../table/table.ts';
import type { Width } from './svg.ts';

/** A chart of a report. */
export interface Chart {
  readonly kind: 'chart';
  /** Its name in file names and addresses. */
  readonly id: string;
  /** What it shows, as a finding. */
  readonly title: string;
  /** How to read it, and what it says, for those who cannot see it too. */
  readonly summary: string;
  /** What its marks stand for: the strategies of the run, or these words. */
  readonly legend: 'strategies' | readonly Key[];
  readonly panels: readonly Panel[];
  readonly table: TableData | undefined;
  /** The files that its numbers are from. */
  readonly source: string;
}

/** A word of a legend. */
export interface Key {
  readonly colour: string;
  readonly text: string;
}

/** A plot within a chart. */
export interface Panel {
  readonly caption: string | undefined;
  readonly plot: (width: Width) => Plot.PlotOptions;
}

/** A chart that this run has no data for. */
export interface NoChart {
  readonly kind: 'none';
  readonly id: string;
  /** What it would show. */
  readonly title: string;
  readonly why: string;
}

export type AnyChart = Chart | NoChart;
