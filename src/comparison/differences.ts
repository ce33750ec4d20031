import { capacityOf } from '../results/kept-settings.ts';
import type { BenchRun } from '../results/simulation-schema.ts';
import { comparedRun } from './compared-run.ts';

/** A difference between two runs besides their measurements. */
export interface Difference {
  readonly what: string;
  readonly before: string;
  readonly after: string;
}

type Facts = readonly (readonly [what: string, value: string | number | undefined])[];

/** Differences in options, scenario, code, machine, Node, seed and blocks. A value that one run lacks is not a difference. */
export function differences(before: BenchRun, after: BenchRun): Difference[] {
  const known = new Map(factsOf(after));
  const facts = factsOf(before).flatMap(([what, value]) => {
    const other = known.get(what);
    if (value === undefined || other === undefined || value === other) return [];
    return [{ what, before: String(value), after: String(other) }];
  });
  return [...facts, ...windowsThatDiffer(before, after)];
}

function factsOf(run: BenchRun): Facts {
  const { environment, scenario, seed } = run;
  const { cpuModel, cpuCount, memoryBytes, platform, kernel, cpuLimit, governor } = environment;
  return [
    ['seed', seed],
    [run.engine === 'live' ? 'blocks' : 'replications', comparedRun(run).draws],
    ['command', run.command],
    ...designOf(run),
    ['capacity, a second', capacityOf(scenario.settings)?.toFixed(1)],
    ['commit', environment.commit ?? undefined],
    ['digest of the code', run.codeDigest],
    ['processor', cpuModel],
    ['cores', cpuCount],
    ['memory', `${(memoryBytes / 2 ** 30).toFixed(1)} GB`],
    ['system', platform],
    ['kernel', kernel],
    ['cores allowed', cpuLimit],
    ['governor', governor],
    ['Node', environment.node],
    ['autocannon', environment.autocannon],
    ['fastify', environment.fastify],
  ];
}

function designOf(run: BenchRun): Facts {
  if (run.engine === 'sim') return [];
  const { baseline, margin } = run.design;
  return [
    ['baseline', baseline],
    ['margin', margin],
    ['trials that could be watched', run.trials.filter(({ watched }) => watched).length],
  ];
}

/** The command does not show a changed default. */
function windowsThatDiffer(before: BenchRun, after: BenchRun): Difference[] {
  const windows = new Map(after.strategies.map(({ name, window }) => [name, window]));
  const seen = new Set<string>();
  return before.strategies.flatMap(({ name, window }) => {
    const other = windows.get(name);
    if (other === undefined || other === window || seen.has(name)) return [];
    seen.add(name);
    return [{ what: `window of ${name}`, before: sizeOf(window), after: sizeOf(other) }];
  });
}

function sizeOf(window: number | null): string {
  return window === null ? 'no limit' : String(window);
}
