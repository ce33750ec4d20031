import { rankedMs } from '../measurement/ranked.ts';
import type { Flag } from '../results/trial-schema.ts';
import type { Trial, TrialOutcome } from './live-trial.ts';
import type { MachineUse } from './machine-watch.ts';

/** Beyond these the generator, not the cluster, may be what was measured. */
const MAX_SEND_LAG_MS = 5;
const MAX_SEND_LAG_SHARE = 0.1;
const MAX_GENERATOR_UTILISATION = 0.8;
const MAX_RATE_ERROR = 0.02;
/** Of one core, by processes that are none of this run. */
const MAX_FOREIGN = 0.1;
const MAX_CLOCK_JUMP_MS = 250;

/** Whatever makes a trial one to repeat: something disturbed it that is not what it measures. Empty when all is well. */
export function disturbances(trial: Trial, outcome: TrialOutcome, use: MachineUse, ownCpuMs: number): Flag[] {
  const { load, cluster } = outcome;
  const flags: Flag[] = [];
  const flag = (code: string, message: string) => flags.push({ code, message });
  const lagMs = load.sendLagMs.p99;
  const typicalMs = rankedMs(load.records.filter((record) => !record.warmup)).p50 ?? 0;
  if (lagMs > Math.max(MAX_SEND_LAG_MS, MAX_SEND_LAG_SHARE * typicalMs)) {
    flag(
      'send-lag',
      `1 % of the requests left over ${lagMs.toFixed(1)} ms late: the generator or its connections were short`,
    );
  }
  if (load.clientElu > MAX_GENERATOR_UTILISATION)
    flag('generator-busy', `the generator was busy ${percent(load.clientElu)} of the time`);
  const rateError = offeredRateError(trial, outcome);
  if (rateError > MAX_RATE_ERROR)
    flag('offered-rate', `the rate at which requests left was off by ${percent(rateError)}`);
  // What a dead worker used nobody can tell.
  const foreign =
    use.busyMs === null || cluster.workerDeaths > 0 ? 0 : (use.busyMs - ownCpuMs) / use.elapsedMs;
  if (foreign > MAX_FOREIGN) flag('foreign-cpu', `other processes used ${percent(foreign)} of a core`);
  const stolen = (use.stolenMs ?? 0) / use.elapsedMs;
  if (stolen > MAX_FOREIGN)
    flag('stolen-cpu', `the machine's host kept ${percent(stolen)} of a core from it`);
  if (use.clockJumpMs > MAX_CLOCK_JUMP_MS)
    flag('clock-jump', `the clock was set by ${use.clockJumpMs.toFixed(0)} ms`);
  // What the scenario asked for is no disturbance.
  if (load.reconnects > 0 && cluster.httpWorkerDeaths === 0)
    flag('reconnects', `${load.reconnects} connections broke and were made again`);
  const unasked = cluster.workerDeaths - cluster.injectedFaults;
  if (unasked > 0) flag('worker-deaths', `${unasked} workers died`);
  return flags;
}

/** Processor time of the cluster, from the fork of its first process. */
export function clusterCpuMs({ cluster }: TrialOutcome): number {
  const workers = [...cluster.httpWorkers, ...cluster.jobWorkers];
  return cluster.primaryCpuMs + workers.reduce((sum, { cpuMs }) => sum + cpuMs, 0);
}

/** How far the number sent within the measurement is from the number planned for it; 0 in a closed loop. */
function offeredRateError({ scenario }: Trial, { load }: TrialOutcome): number {
  const { warmupMs, durationMs, model } = scenario.load;
  if (model === 'closed') return 0;
  const within = (atMs: number) => atMs >= warmupMs && atMs < warmupMs + durationMs;
  const planned = load.records.filter((record) => within(record.intendedMs)).length;
  const sent = load.records.filter((record) => record.connection >= 0 && within(record.sentMs)).length;
  // One request more or less at an end is no error of rate.
  return planned === 0 ? 0 : Math.max(0, Math.abs(sent - planned) - 2) / planned;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(0)} %`;
}
