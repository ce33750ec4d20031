import { trialClasses } from '../../src/bench/live/trial-record.ts';
import { compareWithBaseline } from '../../src/comparison/against-baseline.ts';
import { leadersOf } from '../../src/comparison/best.ts';
import { RandomStream } from '../../src/core/random-stream.ts';
import type { MeasuredScenario } from '../../src/load/plan/scenario-states.ts';
import { summarize } from '../../src/measuring/summary/class-summary.ts';
import type { RequestRecord } from '../../src/measuring/summary/request-record.ts';
import type { Requests } from '../../src/report/model/requests.ts';
import type { Design, RunResult } from '../../src/results/schema.ts';
import type { TrialRecord } from '../../src/results/trial-schema.ts';
import { trialOf } from '../comparison/trials.ts';
import { GOOD, LIGHT } from '../measuring/summary/records.ts';
import { strategy, TINY_RUN } from '../results/tiny-run.ts';

const WORKERS = [3, 4];
const HEAVY = 400;
const LIGHT_EVERY = 3;
const BLOCK_MS = 2000;

/** How a run is made up: its strategies in turn take the next free worker, or workers in turn. */
export interface Made {
  readonly names: readonly string[];
  /** Of the short and the long type. */
  readonly types: readonly [string, string];
  readonly blocks: number;
  /** Some requests get no good answer. */
  readonly faulty: boolean;
}

/** A run with its single requests, without a cluster: two workers, short jobs and long ones. */
export function madeRun({ names, types, blocks, faulty }: Made): { run: RunResult; requests: Requests } {
  const of = new Map<TrialRecord, readonly RequestRecord[]>();
  const [baseline = ''] = names;
  for (let block = 0; block < blocks; block++)
    for (const [place, name] of [...names, baseline].entries()) {
      const records = recordsOf(block, place % names.length, types, faulty);
      const twin = place === names.length;
      const classes = trialClasses(records, scenarioOf(types), new Map(), undefined);
      of.set(trialOf(block, name, classes, twin), records);
    }
  const trials = [...of.keys()];
  const design: Design = { ...TINY_RUN.design, mode: 'blocks', blocks, baseline, primaryClass: types[0] };
  const comparisons = compareWithBaseline(trials, design);
  const strategies = names.map((name) => {
    const own = [...of].filter(([{ strategy: other, twin }]) => other === name && !twin);
    const records = own.flatMap(([, all]) => all);
    return strategy(name, summarize(records, types, new Map(), BLOCK_MS * blocks));
  });
  const settings = { load: { warmupMs: 0 }, ...(faulty && { faults: [{ everyMs: 400 }] }) };
  const scenario = { ...TINY_RUN.scenario, settings };
  const found = { strategies, trials, comparisons, ...leadersOf(comparisons, design) };
  return { run: { ...TINY_RUN, design, scenario, ...found }, requests: { kind: 'kept', of } };
}

/** As much of a scenario as summaries need. */
function scenarioOf(types: readonly string[]): MeasuredScenario {
  const own = Object.fromEntries(types.map((type) => [type, {}]));
  return { types: own, timeoutMs: 60_000, load: { durationMs: BLOCK_MS } } as unknown as MeasuredScenario;
}

function recordsOf(block: number, place: number, types: Made['types'], faulty: boolean): RequestRecord[] {
  const stream = new RandomStream(block, 'requests');
  const freeMs = new Map(WORKERS.map((worker) => [worker, 0]));
  const records: RequestRecord[] = [];
  let nowMs = 0;
  for (let i = 0; i < HEAVY; i++) {
    nowMs -= 4.5 * Math.log(1 - stream.next());
    const isLong = stream.next() < 0.1;
    const serviceMs = isLong ? 40 + 20 * stream.next() : 1 + 2 * stream.next();
    const chosen = place % 2 === 0 ? firstFree(freeMs) : (WORKERS[i % WORKERS.length] as number);
    const startedMs = Math.max(nowMs, freeMs.get(chosen) ?? 0) + 0.2 + 0.05 * place;
    freeMs.set(chosen, startedMs + serviceMs);
    const due = { intendedMs: nowMs, sentMs: nowMs, warmup: false };
    const isLost = faulty && i % 50 === 7 + place;
    records.push({
      ...GOOD,
      ...due,
      seq: records.length,
      type: isLong ? types[1] : types[0],
      jobWorker: chosen,
      startedMs,
      serviceMs,
      waitMs: startedMs - nowMs,
      endedMs: startedMs + serviceMs + 0.2,
      ...(isLost && { outcome: 'lost' as const, status: 0 }),
    });
    if (i % LIGHT_EVERY === 0)
      records.push({ ...LIGHT, ...due, seq: records.length, endedMs: nowMs + 5 + stream.next() });
  }
  return records;
}

function firstFree(freeMs: ReadonlyMap<number, number>): number {
  return [...freeMs].reduce((first, one) => (one[1] < first[1] ? one : first))[0];
}
