import type { AnyRun } from '../../results/advice-schema.ts';
import { clusterOf, measuredMsOf } from '../../results/kept-settings.ts';
import { duration } from '../table/numbers.ts';

type Fact = readonly [name: string, value: string];

/** The machine, the program and the time of a run. */
export function whereMeasured({ environment: machine, startedAt, runId, codeDigest }: AnyRun): Fact[] {
  const gigabytes = (machine.memoryBytes / 2 ** 30).toFixed(1);
  const limit = machine.cpuLimit === undefined ? '' : `, limited to ${machine.cpuLimit}`;
  return [
    ['Run', runId],
    ['Started', `${startedAt.slice(0, 19).replace('T', ' ')} UTC`],
    ['Machine', `${machine.cpuModel}, ${machine.cpuCount} cores${limit}, ${gigabytes} GiB of memory`],
    ['System', [machine.platform, machine.kernel].filter((one) => one !== undefined).join(' ')],
    ...(machine.governor === undefined ? [] : [['CPU governor', machine.governor] as const]),
    ['Load average before', machine.loadAverageBefore.toFixed(2)],
    ['Node', `${machine.node}, V8 ${machine.v8}`],
    ['Tools', `autocannon ${machine.autocannon}, Fastify ${machine.fastify}`],
    ['Commit', machine.commit ?? 'unknown'],
    ...(codeDigest === undefined ? [] : [['Digest of the code', codeDigest] as const]),
  ];
}

/** What was asked of it. */
export function whatWasAsked({ scenario, seed, engine }: AnyRun): Fact[] {
  const cluster = clusterOf(scenario.settings);
  const measuredMs = engine === 'live' ? measuredMsOf(scenario.settings) : undefined;
  return [
    ['Scenario', scenario.name],
    ...(scenario.timeScale === 1 ? [] : [['Time scale', String(scenario.timeScale)] as const]),
    ...(cluster === undefined
      ? []
      : [['Cluster', `${cluster.httpWorkers} HTTP workers, ${cluster.jobWorkers} job workers`] as const]),
    ...(measuredMs === undefined ? [] : [['Measured in each trial', duration(measuredMs)] as const]),
    ['Seed', String(seed)],
  ];
}
