import { getHeapStatistics } from 'node:v8';
import type { Wire } from '../../catalogue/arms.ts';
import type { ServiceTime } from '../../contract/workload.ts';
import { MAX_TIMED_JOB_MS } from '../../jobs/limits.ts';
import { workerSpeeds } from '../../load/plan/heavy-stream.ts';
import { askedLevel, expectedRequests } from '../../load/plan/load-level.ts';
import { drawPlan, type PlannedRequest } from '../../load/plan/plan.ts';
import type { MeasuredScenario, PacedScenario, ScheduledLoad } from '../../load/plan/scenario-states.ts';
import { meanMs } from '../../load/plan/service-time.ts';
import { MOST_REQUESTS } from '../../results/samples.ts';

/** Most processes started on one machine. */
const MAX_LIVE_WORKERS = 64;
/** Measured bytes per request: kept until the run ends, and used while its trial runs. */
const BYTES_KEPT = 250;
const BYTES_IN_TRIAL = 600;
/** Share of the heap for requests. */
const MEMORY_SHARE = 0.75;

/** The planned trials of a run, as far as their requests matter. */
export interface PlannedTrials {
  readonly seed: number;
  readonly blocks: number;
  readonly perBlock: number;
}

/** Why this cluster cannot be started here, one sentence each. */
export function clusterMistakes(name: string, scenario: PacedScenario): string[] {
  const { jobWorkers } = scenario.cluster;
  const slowest = slowestSpeed(scenario);
  const tooMany =
    jobWorkers > MAX_LIVE_WORKERS
      ? [
          `${name} has ${jobWorkers} job workers; a live cluster has at most ${MAX_LIVE_WORKERS} (use --engine=sim)`,
        ]
      : [];
  // The rows of a trace have their own lengths.
  const types = scenario.load.model === 'trace' ? {} : scenario.types;
  const tooLong = Object.entries(types).flatMap(([type, one]) =>
    'service' in one && longestForSureMs(one.service) / slowest > MAX_TIMED_JOB_MS
      ? [tooLongJob(name, type, longestForSureMs(one.service), slowest)]
      : [],
  );
  return [...tooMany, ...tooLong];
}

/** Why its faults cannot happen to job workers that are reached so. */
export function wireMistakes(name: string, { faults = [] }: PacedScenario, wires: readonly Wire[]): string[] {
  const stops = faults.some(({ hits, does }) => hits === 'job worker' && does === 'stop');
  return stops && wires.includes('threads')
    ? [`${name} stops job workers, but no signal stops a thread alone: leave threads out of --wire`]
    : [];
}

/** Why these trials cannot be run here, one sentence each. Draws their plans, unless they would be too large. */
export function trialMistakes(name: string, scenario: MeasuredScenario, trials: PlannedTrials): string[] {
  const { load } = scenario;
  if (load.model === 'closed') return [];
  const tooMany = tooManyRequests(name, scenario, load, trials);
  if (tooMany.length > 0) return tooMany;
  for (let block = 0; block < trials.blocks; block++) {
    const plan = drawPlan(scenario, load, trials.seed + block);
    const mistake =
      unmeasured(name, scenario, load, plan, trials.seed + block) ?? tooLongInPlan(name, scenario, plan);
    if (mistake !== undefined) return [mistake];
  }
  return [];
}

/** Why the requests of all these trials do not fit into memory. */
export function tooManyRequests(
  name: string,
  scenario: MeasuredScenario,
  load: ScheduledLoad,
  trials: PlannedTrials,
): string[] {
  const requests = Math.ceil(expectedRequests(scenario, load));
  const all = trials.blocks * trials.perBlock;
  const most = mostRequests(all);
  if (requests <= most) return [];
  const megabytes = Math.ceil((requests * bytesOf(all)) / 2 ** 20);
  const blocks = trials.blocks === 1 ? '' : ', run fewer blocks';
  return [
    `${name} has about ${requests} requests per trial, which need ${megabytes} MB of memory for ${all === 1 ? 'one planned trial' : `${all} planned trials`}; at most ${most} fit: shorten durationMs, lower the rate${blocks}`,
  ];
}

/** The largest number of blocks, up to `most`, whose requests fit into memory. */
export function blocksThatFit(most: number, scenario: MeasuredScenario, perBlock: number): number {
  if (scenario.load.model === 'closed') return most;
  const requests = expectedRequests(scenario, scenario.load);
  const trials = (memoryBytes() / Math.max(1, requests) - BYTES_IN_TRIAL) / BYTES_KEPT;
  return Math.max(1, Math.min(most, Math.floor(trials / perBlock)));
}

function mostRequests(trials: number): number {
  return Math.min(MOST_REQUESTS, Math.floor(memoryBytes() / bytesOf(trials)));
}

function bytesOf(trials: number): number {
  return BYTES_IN_TRIAL + BYTES_KEPT * trials;
}

function memoryBytes(): number {
  return getHeapStatistics().heap_size_limit * MEMORY_SHARE;
}

function unmeasured(
  name: string,
  scenario: MeasuredScenario,
  load: ScheduledLoad,
  plan: readonly PlannedRequest[],
  seed: number,
): string | undefined {
  const { perSecond } = askedLevel(scenario, load);
  const wanted = perSecond > 0 ? 'heavy' : 'light';
  if (plan.some((request) => !request.warmup && request.class === wanted)) return undefined;
  return `${name} has no ${wanted} request in the measured time, ${load.warmupMs} to ${load.warmupMs + load.durationMs} ms, with --seed=${seed}: increase durationMs or the rate`;
}

function tooLongInPlan(
  name: string,
  scenario: MeasuredScenario,
  plan: readonly PlannedRequest[],
): string | undefined {
  const slowest = slowestSpeed(scenario);
  const found = plan.find(({ sizeMs = 0 }) => sizeMs / slowest > MAX_TIMED_JOB_MS);
  return found && tooLongJob(name, found.type, found.sizeMs ?? 0, slowest);
}

function tooLongJob(name: string, type: string, sizeMs: number, slowest: number): string {
  const slow = slowest === 1 ? '' : `, which is ${rounded(sizeMs / slowest)} ms at speed ${slowest}`;
  return `${name} has a job of ${type} that takes ${rounded(sizeMs)} ms${slow}; the limit for live workers is ${MAX_TIMED_JOB_MS} ms: shorten the job, speed up its worker, lower --time-scale, or use --engine=sim`;
}

/** The lowest speed of any worker at any time, faults included. */
function slowestSpeed(scenario: PacedScenario): number {
  const slowed = (scenario.faults ?? []).flatMap((fault) => (fault.does === 'slow' ? [fault.speed] : []));
  return Math.min(...workerSpeeds(scenario)) * Math.min(1, ...slowed);
}

/** A length that jobs of this law often reach. */
function longestForSureMs(service: ServiceTime): number {
  switch (service.law) {
    case 'bounded-pareto':
      return service.highMs;
    case 'measured':
      return service.quantilesMs.at(-1) ?? 0;
    case 'bimodal':
      return Math.max(
        service.longShare < 1 ? service.shortMs : 0,
        service.longShare > 0 ? service.longMs : 0,
      );
    default:
      return meanMs(service);
  }
}

function rounded(ms: number): number {
  return Math.round(ms * 1000) / 1000;
}
