import type { Environment, RunResult } from '../results/schema.ts';
import type { BenchRun, SimulationRun } from '../results/simulation-schema.ts';
import { completeBlocks } from './complete-blocks.ts';
import type { ClassTimes } from './metric.ts';
import type { Bar } from './verdict.ts';

/** The result of one strategy for one draw of requests: a trial, or a replication of a simulation. */
export interface Draw {
  /** By the name of the class. */
  readonly classes: ReadonlyMap<string, ClassTimes>;
  readonly unstable: boolean;
}

/** The concurrency or load of a strategy, if a run has several. */
export interface Level {
  /** Connections of a closed loop. */
  readonly connections: number | null;
  /** Utilisation in a simulated sweep. */
  readonly load: number | null;
}

/** A strategy at one level, draw by draw. */
export interface ComparedRow {
  readonly strategy: string;
  readonly level: Level;
  readonly draws: Draw[];
}

/** A run as comparisons of runs see it. */
export interface ComparedRun {
  readonly seed: number;
  /** Complete blocks, or replications. */
  readonly draws: number;
  /** By `keyOf`. */
  readonly rows: ReadonlyMap<string, ComparedRow>;
  /** Machine and baseline of a live run; null for simulations, which do not depend on the machine. */
  readonly measured: { readonly environment: Environment; readonly baseline: string } | null;
  readonly bar: Bar;
}

/** Margin for simulations: the default of live runs. */
const USUAL_BAR: Bar = { alpha: 0.05, margin: 0.05 };
/** The cluster was overloaded if a larger share of its jobs is left unfinished. */
const MOST_UNFINISHED = 0.01;

export function comparedRun(run: BenchRun): ComparedRun {
  return run.engine === 'live' ? liveRun(run) : simulatedRun(run);
}

/** Key of a strategy, or a class, at a level. */
export function keyOf(name: string, { connections, load }: Level): string {
  return `${name} ${connections} ${load}`;
}

/** Whether both had the same draws of requests. */
export function arePaired(before: ComparedRun, after: ComparedRun): boolean {
  return before.seed === after.seed && before.draws === after.draws;
}

function liveRun({ trials, seed, environment, design }: RunResult): ComparedRun {
  const rows = new Map<string, ComparedRow>();
  const blocks = new Set<number>();
  for (const { strategy, twin, connections, classes, unstable, block } of completeBlocks(trials)) {
    blocks.add(block);
    if (twin) continue;
    const level = { connections, load: null };
    const key = keyOf(strategy, level);
    const row = rows.get(key) ?? { strategy, level, draws: [] };
    rows.set(key, row);
    row.draws.push({ classes: new Map(classes.map((one) => [one.name, one])), unstable });
  }
  const { baseline, alpha, margin } = design;
  return { seed, draws: blocks.size, rows, measured: { environment, baseline }, bar: { alpha, margin } };
}

function simulatedRun({ strategies, seed }: SimulationRun): ComparedRun {
  const rows = new Map<string, ComparedRow>();
  let replications = 0;
  for (const { name, kind, load, bySeed = [], unfinished, classes } of strategies) {
    if (kind === 'reference') continue;
    const offered = classes[0]?.counts.offered ?? 0;
    const unstable = unfinished > offered * MOST_UNFINISHED;
    const level = { connections: null, load };
    const draws = bySeed.map((one) => ({
      classes: new Map(one.classes.map((times) => [times.name, times])),
      unstable,
    }));
    rows.set(keyOf(name, level), { strategy: name, level, draws });
    replications = draws.length;
  }
  return { seed, draws: replications, rows, measured: null, bar: USUAL_BAR };
}
