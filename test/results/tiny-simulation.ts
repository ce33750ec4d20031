import type { SimulatedResult, SimulationRun } from '../../src/results/simulation-schema.ts';
import { classAt } from '../comparison/trials.ts';
import { summary, TINY_RUN } from './tiny-run.ts';

/** A simulation of one strategy at two loads, whose replications differ far more than the runs do. */
export function simulated(factor: number, changes: Partial<SimulationRun> = {}): SimulationRun {
  const result = (name: string, load: number): SimulatedResult => ({
    name,
    kind: 'strategy',
    window: 1,
    uses: [],
    load,
    vsIdeal: null,
    replications: 8,
    meanResponseIntervalMs: null,
    unfinished: 0,
    busyShare: 0.5,
    concentration: null,
    overtakenShare: 0,
    longestWaitMs: 1,
    meanInSystem: 1,
    classes: [summary('heavy', 5)],
    bySeed: Array.from({ length: 8 }, (_, r) => {
      const { attained: _a, predictedMs: _p, ...times } = classAt('short', 10 * (r + 1) * load * factor);
      return { seed: 1 + r, classes: [times] };
    }),
  });
  const { scenario, ...run } = TINY_RUN;
  const { design: _d, trials: _t, comparisons: _c, best: _b, allAlikeP: _p, ...common } = run;
  return {
    ...common,
    engine: 'sim',
    scenario: { name: scenario.name, timeScale: 1, settings: scenario.settings },
    strategies: [result('a', 0.5), result('a', 0.9)],
    searches: [],
    ...changes,
  };
}
