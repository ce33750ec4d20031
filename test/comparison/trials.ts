import { compareWithBaseline } from '../../src/comparison/against-baseline.ts';
import { leadersOf } from '../../src/comparison/best.ts';
import { RandomStream } from '../../src/core/random-stream.ts';
import type { Design, RunResult } from '../../src/results/schema.ts';
import type { TrialClass, TrialRecord } from '../../src/results/trial-schema.ts';
import { strategy, summary, TINY_RUN } from '../results/tiny-run.ts';

export const DESIGN: Design = {
  ...TINY_RUN.design,
  mode: 'blocks',
  blocks: 8,
  baseline: 'base',
  primaryClass: 'short',
};

export function classAt(name: string, ms: number | null, offered = 400, attained = offered): TrialClass {
  const counts = {
    offered,
    ok: attained,
    failed: 0,
    timedOut: offered - attained,
    cancelled: 0,
    rejected: 0,
    lost: 0,
    lateDuplicates: 0,
  };
  const rankedMs = { p50: ms && ms / 3, p90: ms && ms * 0.8, p95: ms, p99: null };
  return { name, counts, rankedMs, meanMs: ms && ms / 2, attained, predictedMs: null };
}

export function trial(block: number, strategy: string, ms: number | null, twin = false): TrialRecord {
  return trialOf(block, strategy, [classAt('short', ms)], twin);
}

export function trialOf(block: number, strategy: string, classes: TrialClass[], twin = false): TrialRecord {
  return {
    block,
    position: 0,
    strategy,
    twin,
    connections: null,
    seed: 1 + block,
    startedAt: '2026-01-01T12:00:00.000Z',
    repeated: false,
    flags: [],
    unstable: false,
    vsIdeal: null,
    decisionNs: null,
    workers: [],
    httpWorkers: [],
    primaryCpuMs: 0,
    generator: { sendLagP99Ms: 0, eventLoopUtilisation: 0, reconnects: 0 },
    classes,
  };
}

/** Standard normal (Box and Muller). */
function normal(stream: RandomStream): number {
  return Math.sqrt(-2 * Math.log(1 - stream.next())) * Math.cos(2 * Math.PI * stream.next());
}

/** Blocks that differ among each other by a half, arms by `factors`, and every trial by `noise` (a standard deviation of logs). */
export function blocksOf(
  factors: Readonly<Record<string, number>>,
  blocks: number,
  noise: number,
  seed: number,
): TrialRecord[] {
  const stream = new RandomStream(seed, 'noise of trials');
  return Array.from({ length: blocks }, (_, block) => {
    const level = 100 * Math.exp(0.5 * normal(stream));
    return Object.entries(factors).map(([name, factor]) => {
      const ms = level * factor * Math.exp(noise * normal(stream));
      return name === 'again' ? trial(block, 'base', ms, true) : trial(block, name, ms);
    });
  }).flat();
}

export function runWith(trials: TrialRecord[], changes: Partial<RunResult> = {}): RunResult {
  return { ...TINY_RUN, design: DESIGN, trials, ...changes };
}

/** The same with p95 so many times as long. */
export function scaled(one: TrialRecord, factor: number): TrialRecord {
  const classes = one.classes.map((own) => ({
    ...own,
    rankedMs: { ...own.rankedMs, p95: own.rankedMs.p95! * factor },
  }));
  return { ...one, classes };
}

/** As it is once it has been judged. */
export function judgedRun(trials: TrialRecord[], design: Design = DESIGN): RunResult {
  const comparisons = compareWithBaseline(trials, design);
  const names = [...new Set(trials.map((one) => one.strategy))];
  const strategies = names.map((name) => strategy(name, [summary('heavy', 10), summary('short', 10)]));
  return runWith(trials, { design, strategies, comparisons, ...leadersOf(comparisons, design) });
}
