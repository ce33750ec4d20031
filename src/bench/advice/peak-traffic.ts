import type { JobType } from '../../contract/scenario.ts';
import { RandomStream } from '../../core/random-stream.ts';
import type { Window } from '../../demand/peak.ts';
import { MAX_TIMED_JOB_MS } from '../../jobs/limits.ts';
import type { PacedScenario, RecordedLoad, TraceRow } from '../../load/plan/scenario-states.ts';
import type { HeavyRoute, LogFacts } from './log-facts.ts';

/** Jobs of the peak that come before it, unmeasured, so that it does not begin with an empty queue. */
const WARMUP_MS = 60_000;
/** More requests say little more and take time. */
const MOST_ROWS = 40_000;
const MOST_BLOCKS = 7;
const QUANTILES = 201;
const MOST_LENGTHS = 10_000;
const HOUR_MS = 3_600_000;

export type PeakScenario = PacedScenario & { readonly load: RecordedLoad };

/** The peak of a log as a scenario: a trace with the lengths that were recovered, or drawn where those are unknown. */
export function peakScenario(facts: LogFacts, about: string, workers: number): PeakScenario {
  return {
    about,
    cluster: { httpWorkers: 1, jobWorkers: workers },
    lightMs: 0,
    types: Object.fromEntries(
      facts.heavy.map((route, type) => [route.name, typeOf(route, facts.servicesMs[type])]),
    ),
    load: loadOf(facts, facts.peak, 1),
    timeoutMs: HOUR_MS,
    queueLimit: 1_000_000,
    timeScale: 1,
  };
}

/** Nearly as busy windows of other days, compressed until they ask for as much work as the peak. */
export function otherPeaks(facts: LogFacts): RecordedLoad[] {
  const { peak, alsoBusy, requests } = facts;
  return alsoBusy
    .filter(({ fromMs }) => fromMs >= (requests.startMs[0] ?? 0))
    .slice(0, MOST_BLOCKS)
    .map((window) => loadOf(facts, window, peak.workMs / window.workMs));
}

/** `factor` on its rate. */
function loadOf(facts: LogFacts, window: Window, factor: number): RecordedLoad {
  const first = facts.requests.startMs[0] ?? window.fromMs;
  const fromMs = Math.max(first, window.fromMs - WARMUP_MS);
  const warmupMs = window.fromMs - fromMs;
  const rows = rowsBetween(facts, fromMs, window.toMs);
  const kept = rows.slice(0, MOST_ROWS);
  const endMs = kept.length < rows.length ? (kept.at(-1)?.arrivalMs ?? 0) : window.toMs - fromMs;
  return {
    model: 'trace',
    file: 'peak.csv',
    connectionsPerHttpWorker: 64,
    warmupMs: warmupMs / factor,
    durationMs: Math.max(1, endMs - warmupMs) / factor,
    rows: factor === 1 ? kept : kept.map((row) => ({ ...row, arrivalMs: row.arrivalMs / factor })),
    recording: { digest: '', requests: kept.length, outOfOrder: 0 },
  };
}

function typeOf({ requests }: HeavyRoute, lengthsMs: Float64Array = new Float64Array()): JobType {
  const count = Math.min(QUANTILES, lengthsMs.length);
  const quantilesMs = Array.from({ length: count }, (_, i) =>
    jobMs(lengthsMs[Math.round((i / Math.max(1, count - 1)) * (lengthsMs.length - 1))] as number),
  );
  return { runs: 'sleep', service: { law: 'measured', quantilesMs }, share: requests };
}

/** To the µs, and never longer than a job may be. */
function jobMs(ms: number): number {
  return Math.min(MAX_TIMED_JOB_MS, Math.round(ms * 1000) / 1000);
}

function rowsBetween(
  { requests, recovered, servicesMs, heavy }: LogFacts,
  fromMs: number,
  toMs: number,
): TraceRow[] {
  const stream = new RandomStream(0, 'lengths');
  const rows: TraceRow[] = [];
  for (let i = 0; i < requests.count; i++) {
    const startMs = requests.startMs[i] as number;
    if (startMs < fromMs || startMs >= toMs) continue;
    const type = requests.type[i] as number;
    const known = servicesMs[type] as Float64Array;
    const ms = requests.whole[i] === 1 ? (recovered.serviceMs[i] as number) : Number.NaN;
    rows.push({
      arrivalMs: Math.round((startMs - fromMs) * 1000) / 1000,
      type: (heavy[type] as HeavyRoute).name,
      serviceMs: jobMs(Number.isNaN(ms) ? (known[Math.floor(stream.next() * known.length)] ?? 0) : ms),
    });
  }
  return rows;
}

/** What lengths are drawn from, by type; not more than a child needs. */
export function lengthsByType({ heavy, servicesMs }: LogFacts): Record<string, Float64Array> {
  return Object.fromEntries(
    heavy.map(({ name }, type) => {
      const all = servicesMs[type] as Float64Array;
      const every = Math.max(1, Math.ceil(all.length / MOST_LENGTHS));
      return [name, all.filter((_, i) => i % every === 0)];
    }),
  );
}
