import { sum } from '../../measuring/statistics/sum.ts';
import { rankedMs } from '../../measuring/summary/ranked.ts';
import type { Flag } from '../../results/trial-schema.ts';
import type { Trial, TrialOutcome } from './live-trial.ts';
import type { MachineUse } from './machine-watch.ts';
import { sendIntervals } from './send-intervals.ts';

/** Beyond these limits the trial may have measured the generator instead of the cluster. */
const MAX_SEND_LAG_MS = 5;
const MAX_SEND_LAG_SHARE = 0.1;
const MAX_GENERATOR_UTILISATION = 0.8;
const MAX_RATE_ERROR = 0.02;
/** One sound trial in a thousand gets this flag. */
const MIN_INTERVALS_P = 0.001;
/** Share of one core used by processes outside this run. */
const MAX_FOREIGN = 0.1;
const MAX_CLOCK_JUMP_MS = 250;

/** Disturbances from outside, which are reasons to repeat a trial; empty if there are none. */
export function disturbances(trial: Trial, outcome: TrialOutcome, use: MachineUse, ownCpuMs: number): Flag[] {
  return [
    ...lateness(trial, outcome),
    ...disturbedMachine(trial, outcome, use, ownCpuMs),
    ...disturbedCluster(outcome),
  ];
}

function lateness(trial: Trial, outcome: TrialOutcome): Flag[] {
  const { load } = outcome;
  const flags: Flag[] = [];
  const lagMs = load.sendLagMs.p99;
  const typicalMs = rankedMs(load.records.filter((record) => !record.warmup)).p50 ?? 0;
  if (lagMs > Math.max(MAX_SEND_LAG_MS, MAX_SEND_LAG_SHARE * typicalMs)) {
    const message = `1 % of the requests were sent over ${lagMs.toFixed(1)} ms late, for lack of generator time or connections`;
    flags.push({ code: 'send-lag', message });
  }
  if (load.clientElu > MAX_GENERATOR_UTILISATION) {
    const message = `the generator was busy ${percent(load.clientElu)} of the time`;
    flags.push({ code: 'generator-busy', message });
  }
  const rateError = offeredRateError(trial, outcome);
  if (rateError > MAX_RATE_ERROR) {
    const message = `the rate of sent requests was off by ${percent(rateError)}`;
    flags.push({ code: 'offered-rate', message });
  }
  const intervals = isPoisson(trial) ? sendIntervals(load.records) : undefined;
  if (intervals !== undefined && intervals.p < MIN_INTERVALS_P) {
    const message = `the intervals between sent requests do not follow the plan (Kolmogorov–Smirnov distance ${intervals.distance.toFixed(2)})`;
    flags.push({ code: 'send-intervals', message });
  }
  return flags;
}

function disturbedMachine(
  { scenario }: Trial,
  { cluster }: TrialOutcome,
  use: MachineUse,
  ownCpuMs: number,
): Flag[] {
  const flags: Flag[] = [];
  // The CPU time of a dead worker is unknown, as are the processes of a server that runs already.
  const isUnknown = cluster.workerDeaths > 0 || scenario.app?.asked.target.kind === 'url';
  const foreign = use.busyMs === null || isUnknown ? 0 : (use.busyMs - ownCpuMs) / use.elapsedMs;
  if (foreign > MAX_FOREIGN)
    flags.push({ code: 'foreign-cpu', message: `other processes used ${percent(foreign)} of a core` });
  const stolen = (use.stolenMs ?? 0) / use.elapsedMs;
  if (stolen > MAX_FOREIGN)
    flags.push({
      code: 'stolen-cpu',
      message: `the host took ${percent(stolen)} of a core from this virtual machine`,
    });
  if (use.clockJumpMs > MAX_CLOCK_JUMP_MS)
    flags.push({ code: 'clock-jump', message: `the clock was set by ${use.clockJumpMs.toFixed(0)} ms` });
  const stops = use.stops + cluster.stops;
  if (stops > 0) {
    const message = `signals stopped and resumed a process ${stops} times`;
    flags.push({ code: 'stopped', message });
  }
  return flags;
}

/** Faults of the scenario are not disturbances. */
function disturbedCluster({ load, cluster }: TrialOutcome): Flag[] {
  const flags: Flag[] = [];
  if (load.reconnects > 0 && cluster.httpWorkerDeaths === 0)
    flags.push({
      code: 'reconnects',
      message: `${load.reconnects} connections broke and were replaced`,
    });
  const unasked = cluster.workerDeaths - cluster.injectedFaults;
  if (unasked > 0) flags.push({ code: 'worker-deaths', message: `${unasked} workers died` });
  return flags;
}

/** Other arrivals plan several requests for the same moment, but they are sent one after another. */
function isPoisson({ scenario: { load } }: Trial): boolean {
  return load.model === 'open' && load.arrivals.process === 'poisson';
}

/** CPU time of the cluster since the fork of its first process. */
export function clusterCpuMs({ cluster }: TrialOutcome): number {
  const workers = [...cluster.httpWorkers, ...cluster.jobWorkers];
  return cluster.primaryCpuMs + (cluster.carriersCpuMs ?? 0) + sum(workers.map(({ cpuMs }) => cpuMs));
}

/** Relative difference between the sent and the planned number of requests; 0 in a closed loop. */
function offeredRateError({ scenario }: Trial, { load }: TrialOutcome): number {
  const { warmupMs, durationMs, model } = scenario.load;
  if (model === 'closed') return 0;
  const within = (atMs: number) => atMs >= warmupMs && atMs < warmupMs + durationMs;
  const planned = load.records.filter((record) => within(record.intendedMs)).length;
  const sent = load.records.filter((record) => record.connection >= 0 && within(record.sentMs)).length;
  // One request more or less at an end is not an error.
  return planned === 0 ? 0 : Math.max(0, Math.abs(sent - planned) - 2) / planned;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(0)} %`;
}
