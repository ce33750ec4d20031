import { metricMs } from '../../comparison/metric.ts';
import type { Ranking } from '../../comparison/ranking.ts';
import type { ClassSummary } from '../../measuring/summary/class-summary.ts';
import type { Metric } from '../../results/comparison-schema.ts';
import type { RunResult, StrategyResult } from '../../results/schema.ts';
import type { SimulatedResult, SimulationRun } from '../../results/simulation-schema.ts';
import { digits } from '../table/numbers.ts';
import { columns, type TableData } from '../table/table.ts';

export interface LoadPoint {
  readonly at: number;
  readonly value: number;
  /** Over replications: their lowest and highest, or an interval; absent where there is one value. */
  readonly range?: readonly [number, number];
}

export interface LoadLine {
  readonly name: string;
  readonly points: readonly LoadPoint[];
}

export interface LoadPanel {
  readonly caption: string;
  readonly scale: 'linear' | 'log';
  /** What must not be exceeded, if anything. */
  readonly limit?: number;
  readonly lines: readonly LoadLine[];
}

/** Figures against load, connections or the number of workers. */
export interface LoadCurve {
  readonly title: string;
  readonly summary: string;
  readonly axis: 'load' | 'connections' | 'workers';
  readonly panels: readonly LoadPanel[];
  readonly table: TableData;
}

/** Of a simulated sweep; undefined with a single load. */
export function sweepOf(run: SimulationRun, { class: name, metric }: Ranking): LoadCurve | undefined {
  const loads = new Set(run.strategies.map(({ load }) => load));
  if (loads.size < 2) return undefined;
  const panels = [...new Set<Metric>(['p50', metric])].map((one) => ({
    caption: `${one} of ${name}, ms`,
    scale: 'log' as const,
    lines: linesOf(run.strategies, name, one),
  }));
  return {
    title: sweepTitle(ofStrategies(panels.at(-1) as LoadPanel, run), name, metric),
    summary:
      'Load is the work offered as a share of what the workers can do. Upright lines reach from the lowest to the highest replication. Dotted grey lines are bounds, not strategies.',
    axis: 'load',
    panels,
    table: tableOf(panels, 'load'),
  };
}

function linesOf(strategies: readonly SimulatedResult[], className: string, metric: Metric): LoadLine[] {
  const names = [...new Set(strategies.map(({ name }) => name))];
  return names.map((name) => ({
    name,
    points: strategies
      .filter((one) => one.name === name)
      .flatMap(({ load, classes, bySeed }) => {
        const value = classes.find((one) => one.name === className)?.responseMs[metric];
        if (load === null || value == null) return [];
        const seeds = (bySeed ?? []).flatMap((one) => {
          const own = one.classes.find((summary) => summary.name === className);
          const ms = own === undefined ? null : metricMs(own, metric);
          return ms === null ? [] : [ms];
        });
        const range = [Math.min(...seeds), Math.max(...seeds)] as const;
        return [{ at: load, value, ...(seeds.length > 1 && { range }) }];
      }),
  }));
}

/** Without the bounds. */
function ofStrategies(panel: LoadPanel, { strategies }: SimulationRun): LoadPanel {
  const names = new Set(strategies.filter(({ kind }) => kind === 'strategy').map(({ name }) => name));
  return { ...panel, lines: panel.lines.filter(({ name }) => names.has(name)) };
}

function sweepTitle({ lines }: LoadPanel, name: string, metric: Metric): string {
  const most = Math.max(...lines.flatMap(({ points }) => points.map(({ at }) => at)));
  const there = lines
    .flatMap((line) => line.points.filter(({ at }) => at === most).map(({ value }) => ({ line, value })))
    .sort((a, b) => a.value - b.value);
  const [best, worst] = [there[0], there.at(-1)];
  if (best === undefined || worst === undefined) return `Response times against load`;
  return `At load ${most} the ${metric} of ${name} is ${digits(best.value)} ms with ${best.line.name} and ${digits(worst.value)} ms with ${worst.line.name}`;
}

/** Of a closed loop. */
export function capacityCurve({ strategies }: RunResult): LoadCurve | undefined {
  const panels = [
    closedPanel(strategies, 'Heavy requests answered a second', 'linear', (one) => one.throughputPerSecond),
    closedPanel(strategies, 'p50 of heavy, ms', 'log', (one) => one.responseMs.p50),
    closedPanel(strategies, 'p95 of heavy, ms', 'log', (one) => one.responseMs.p95),
  ].filter(({ lines }) => lines.length > 0);
  const [throughput] = panels;
  if (throughput === undefined) return undefined;
  const best = throughput.lines
    .flatMap(({ name, points }) => points.map((point) => ({ name, ...point })))
    .reduce((most, one) => (one.value > most.value ? one : most));
  return {
    title: `The workers are saturated at ${digits(best.value)} heavy requests a second, reached with ${best.name} at ${best.at} connections`,
    summary:
      'Every connection waits for its answer before it asks again. More connections carry more requests until all workers are busy; beyond that they only wait longer.',
    axis: 'connections',
    panels,
    table: tableOf(panels, 'connections'),
  };
}

function closedPanel(
  strategies: readonly StrategyResult[],
  caption: string,
  scale: LoadPanel['scale'],
  figure: (heavy: ClassSummary) => number | null,
): LoadPanel {
  const names = [...new Set(strategies.map(({ name }) => name))];
  const lines = names.map((name) => ({
    name,
    points: strategies
      .filter((one) => one.name === name && one.connections !== null)
      .flatMap((one) => {
        const heavy = heavyOf(one);
        const value = heavy === undefined ? null : figure(heavy);
        return value === null ? [] : [{ at: one.connections as number, value }];
      }),
  }));
  return { caption, scale, lines: lines.filter(({ points }) => points.length > 0) };
}

function heavyOf({ classes }: StrategyResult) {
  return classes.find(({ name }) => name === 'heavy') ?? classes.find(({ name }) => name === 'all');
}

function tableOf(panels: readonly LoadPanel[], axis: LoadCurve['axis']): TableData {
  const [first] = panels;
  const rows = (first?.lines ?? []).flatMap(({ name, points }) =>
    points.map(({ at }) => [
      name,
      String(at),
      ...panels.map(({ lines }) => {
        const line = lines.find((one) => one.name === name);
        return digits(line?.points.find((one) => one.at === at)?.value ?? null);
      }),
    ]),
  );
  return {
    columns: [
      ...columns('l', ['strategy']),
      ...columns('r', [axis, ...panels.map(({ caption }) => caption)]),
    ],
    rows,
  };
}
