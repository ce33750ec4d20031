import { parseArms } from '../../src/catalogue/arm-syntax.ts';
import type { StrategyArm } from '../../src/catalogue/arms.ts';
import type { OpenLoad, Scenario } from '../../src/contract/scenario.ts';
import { withCapacity } from '../../src/load/plan/measured-capacity.ts';
import type { MeasuredScenario } from '../../src/load/plan/scenario-states.ts';
import { scaleTime } from '../../src/load/plan/time-scale.ts';

/** Two types, a short and a long one, Poisson, at 70 % of four workers: as a file says it. */
export const TWO_TYPES_FILE: Scenario & { readonly load: OpenLoad } = {
  about: 'For tests.',
  cluster: { httpWorkers: 1, jobWorkers: 4 },
  lightMs: 1,
  types: {
    short: { runs: 'sleep', service: { law: 'exponential', meanMs: 5 }, share: 9 },
    long: { runs: 'sleep', service: { law: 'constant', meanMs: 55 }, share: 1 },
  },
  load: {
    model: 'open',
    arrivals: { process: 'poisson' },
    heavy: { utilisation: 0.7 },
    lightPerSecond: 0,
    connectionsPerHttpWorker: 1,
    warmupMs: 0,
    durationMs: 1000,
  },
  timeoutMs: 60_000,
  queueLimit: 100_000,
};

export const TWO_TYPES = withCapacity(scaleTime(TWO_TYPES_FILE, 1), undefined);

/** Jobs of 10 ms, one every 1000 ÷ `perSecond` ms, on workers of these speeds. */
export function clockwork(speeds: readonly number[], perSecond: number): MeasuredScenario {
  return {
    ...TWO_TYPES,
    cluster: { httpWorkers: 1, jobWorkers: speeds.length, speeds },
    types: { job: { runs: 'sleep', service: { law: 'constant', meanMs: 10 }, share: 1 } },
    load: {
      model: 'open',
      arrivals: { process: 'deterministic' },
      heavy: { perSecond },
      lightPerSecond: 0,
      connectionsPerHttpWorker: 1,
      warmupMs: 0,
      durationMs: 1000,
    },
  };
}

/** As a user writes them behind `--strategy`, each with its own window. */
export async function strategies(...texts: string[]): Promise<StrategyArm[]> {
  return (await parseArms(texts, undefined)).filter((arm) => arm.kind === 'strategy');
}
