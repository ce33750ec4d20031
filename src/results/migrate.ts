import { z } from 'zod';
import { rankedOfSummary } from '../measuring/summary/ranked.ts';
import { classJudgedFirst } from './class-judged-first.ts';
import { classSummary, runSchema, SCHEMA_VERSION } from './schema.ts';
import { StoreFailure } from './store-failure.ts';
import type { TrialRecord } from './trial-schema.ts';

/** The first version kept all figures of a strategy. Its single trial is made from them. */
const firstVersion = z.looseObject({
  seed: z.number(),
  startedAt: z.string(),
  strategies: z.array(runSchema.shape.strategies.element.extend({ classes: z.array(classSummary) })),
});

/** A run of schema version 1: each strategy once, without trials. */
export function migrate(file: string, raw: object): object {
  const read = firstVersion.safeParse(raw);
  if (!read.success) {
    const [issue] = read.error.issues;
    throw new StoreFailure(`${file}: ${issue?.path.map(String).join('.')}: ${issue?.message}`);
  }
  const { strategies, seed, startedAt } = read.data;
  const trials = strategies.map(
    ({ name, connections, window: _window, uses: _uses, classes, ...rest }, position): TrialRecord => ({
      ...rest,
      block: 0,
      position,
      strategy: name,
      twin: false,
      connections,
      seed,
      startedAt,
      repeated: false,
      flags: [],
      unstable: false,
      classes: classes.map((summary) => {
        const { name, counts, responseMs } = summary;
        const times = { rankedMs: rankedOfSummary(summary), meanMs: responseMs.mean };
        return { name, counts, ...times, attained: counts.ok, predictedMs: null };
      }),
    }),
  );
  const design = {
    mode: 'quick',
    blocks: 1,
    target: null,
    baseline: strategies.find(({ name }) => name !== 'inline')?.name ?? 'inline',
    primaryClass: classJudgedFirst(strategies[0]?.classes ?? []),
    alpha: 0.05,
    margin: 0.05,
  };
  return { ...raw, schemaVersion: SCHEMA_VERSION, design, trials, comparisons: [], best: [] };
}
