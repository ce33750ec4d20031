import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { analyse } from '../../src/bench/live/analysis.ts';
import { type Slot, slotsOf } from '../../src/bench/live/layout.ts';
import { manifestOf, type PlannedRun } from '../../src/bench/live/new-run.ts';
import { type StoredTrial, storeTrial } from '../../src/bench/live/stored-trials.ts';
import { trialRecord } from '../../src/bench/live/trial-record.ts';
import { parseArms } from '../../src/catalogue/arm-syntax.ts';
import type { BurstLoad } from '../../src/contract/scenario.ts';
import { RandomStream } from '../../src/core/random-stream.ts';
import { drawPlan } from '../../src/load/plan/plan.ts';
import type { MeasuredScenario } from '../../src/load/plan/scenario-states.ts';
import type { RequestRecord } from '../../src/measuring/summary/request-record.ts';
import { COMPILED_ROOT } from '../../src/processes/roots.ts';
import { createRunFolder, saveManifest, saveRun } from '../../src/results/store.ts';
import { GOOD, LIGHT } from '../measuring/summary/records.ts';
import { LOAD, REPORT } from './outcome.ts';

const BURSTS: BurstLoad = {
  model: 'bursts',
  everyMs: 20,
  lightPerBurst: 2,
  heavyPerBurst: 4,
  connectionsPerHttpWorker: 8,
  warmupMs: 40,
  durationMs: 120,
};

const SCENARIO: MeasuredScenario = {
  about: 'A few requests.',
  timeScale: 1,
  cluster: { httpWorkers: 1, jobWorkers: 2 },
  lightMs: 1,
  types: {
    short: { runs: 'sleep', service: { law: 'constant', meanMs: 1 }, share: 3 },
    long: { runs: 'sleep', service: { law: 'constant', meanMs: 5 }, share: 1 },
  },
  load: BURSTS,
  timeoutMs: 60_000,
  queueLimit: 1000,
};

/** What `bench` leaves in its folder after two blocks of two strategies, without a cluster: times are drawn. */
export async function storeRun(
  resultsFolder: string,
  startedAt?: string,
): Promise<{ planned: PlannedRun; folder: string; stored: readonly StoredTrial[] }> {
  const arms = await parseArms(['pull-fifo,random'], undefined);
  const made = await manifestOf({
    scenarioName: 'tiny',
    scenarioFile: { name: 'tiny', module: new URL('scenarios/tiny.js', COMPILED_ROOT).href },
    scenario: SCENARIO,
    arms,
    seed: 1,
    mode: 'blocks',
    blocks: 2,
    target: null,
    baseline: null,
    margin: 0.05,
    command: 'bench',
  });
  const planned = { manifest: startedAt ? { ...made, startedAt } : made, scenario: SCENARIO, arms };
  const { design, seed } = planned.manifest;
  const folder = await createRunFolder(resultsFolder, made.runId);
  await saveManifest(folder, planned.manifest);
  const stored: StoredTrial[] = [];
  for (const block of [0, 1])
    for (const slot of slotsOf(block, arms, SCENARIO, design, seed))
      stored.push(await storeTrial(folder, outcomeOf(slot, stored.length)));
  const trials = stored.map(({ record }) => record);
  const recordsOf = (trial: StoredTrial['record']) => stored[trials.indexOf(trial)]!.records;
  await saveRun(folder, analyse(planned, trials, recordsOf, [], true));
  return { planned, folder, stored };
}

function outcomeOf(slot: Slot, seed: number): StoredTrial {
  const records = requestsOf(slot, new RandomStream(seed, 'times'));
  const outcome = { load: { ...LOAD, records }, cluster: REPORT };
  const circumstances = { startedAt: '2026-01-01T12:00:00.000Z', repeated: false, flags: [] };
  return { record: trialRecord(slot, SCENARIO, outcome, undefined, circumstances), records };
}

function requestsOf({ seed }: Slot, stream: RandomStream): RequestRecord[] {
  return drawPlan(SCENARIO, BURSTS, seed).map(({ seq, atMs, warmup, type, class: kind }) => ({
    ...(kind === 'light' ? LIGHT : GOOD),
    seq,
    type,
    warmup,
    intendedMs: atMs,
    sentMs: atMs + stream.next(),
    endedMs: atMs + 2 + 8 * stream.next(),
  }));
}

/** Every file of a folder by its path in it. */
export async function filesIn(folder: string): Promise<Map<string, Buffer>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name));
  return new Map(
    await Promise.all(
      files.map(async (file) => [file.slice(folder.length + 1), await readFile(file)] as const),
    ),
  );
}
