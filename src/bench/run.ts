import type { Arm } from '../catalogue/arms.ts';
import type { Scenario } from '../contract/scenario.ts';
import { ClusterFailure } from '../live/cluster-process.ts';
import type { RequestRecord } from '../measurement/request-record.ts';
import type { Manifest } from '../results/manifest.ts';
import type { RunResult, Warning } from '../results/schema.ts';
import { appendTrial, readRequests, readTrials, saveRequests, saveRun } from '../results/store.ts';
import type { TrialRecord } from '../results/trial-schema.ts';
import { accountFaults } from './accounts.ts';
import { analyse } from './analysis.ts';
import { type Slot, slotKey, slotsOf } from './layout.ts';
import { expectedMs, type Phase, runLiveTrial, type Trial, type TrialOutcome } from './live-trial.ts';
import { untilQuiet, watchMachine } from './machine-watch.ts';
import { predict } from './prediction.ts';
import { clusterCpuMs, disturbances } from './trial-health.ts';
import { trialRecord } from './trial-record.ts';

/** What a run is doing, for whoever watches. */
export interface RunStep {
  readonly strategy: string;
  readonly phase: Phase;
  /** From 0. */
  readonly block: number;
  /** From 0, over all blocks. */
  readonly trial: number;
  readonly trials: number;
  readonly doneMs: number;
  readonly totalMs: number;
}

interface Ended {
  readonly record: TrialRecord;
  readonly records: readonly RequestRecord[];
}

/**
 * Block after block, every strategy once in each, one after another in fresh processes, all of a block on the same
 * requests. Kept after each trial; trials that the folder already holds are not run again.
 */
export async function runBlocks(
  manifest: Manifest,
  folder: string,
  onStep: (step: RunStep) => void,
  signal: AbortSignal,
): Promise<RunResult> {
  const scenario = manifest.settings as unknown as Scenario;
  const { design, seed } = manifest;
  const kept = await readTrials(folder);
  const requests = new Map<TrialRecord, readonly RequestRecord[]>();
  for (const trial of kept) requests.set(trial, await readRequests(folder, samplesName(trial)));
  const trials = [...kept];
  const failures: Warning[] = [];
  const failed = new Set<string>();
  const done = new Set(kept.map((one) => slotKey(one.block, one.strategy, one.twin, one.connections)));
  const current = (complete: boolean) =>
    analyse(manifest, trials, (trial) => requests.get(trial) ?? [], failures, complete);

  for (let block = 0; block < design.blocks && !signal.aborted; block++) {
    const slots = slotsOf(block, manifest.arms, scenario, design, seed);
    for (const slot of slots) {
      if (done.has(slotKey(block, slot.arm.label, slot.twin, slot.connections))) continue;
      if (failed.has(slot.arm.label)) continue;
      const trial = trialOf(slot, scenario);
      const trialMs = expectedMs(trial);
      const place = block * slots.length + slot.position;
      const step = { strategy: slot.arm.label, block, trial: place, trials: design.blocks * slots.length };
      const times = { doneMs: place * trialMs, totalMs: step.trials * trialMs };
      const ended = await attempt(
        slot,
        trial,
        design.mode !== 'quick',
        (phase) => onStep({ ...step, ...times, phase }),
        signal,
      );
      if (signal.aborted) break;
      if ('failure' in ended) {
        failed.add(slot.arm.label);
        failures.push({ code: 'strategy-failed', strategy: slot.arm.label, message: ended.failure });
        continue;
      }
      // Requests first: a trial that is listed has them.
      await saveRequests(folder, samplesName(ended.record), ended.records);
      await appendTrial(folder, ended.record);
      trials.push(ended.record);
      requests.set(ended.record, ended.records);
      await saveRun(folder, await current(false));
    }
    if (design.target !== null && isNarrow(await current(false), design.target)) break;
  }
  const run = await current(!signal.aborted);
  await saveRun(folder, run);
  return run;
}

/**
 * Once more if something disturbed it, unless there is no time for that; the second attempt is kept as it is. A strategy
 * that fails ends its own trials only.
 */
async function attempt(
  slot: Slot,
  trial: Trial,
  repeats: boolean,
  onPhase: (phase: Phase) => void,
  signal: AbortSignal,
): Promise<Ended | { failure: string }> {
  try {
    const first = await measure(slot, trial, false, onPhase, signal);
    if (signal.aborted || !repeats || first.record.flags.length === 0) return first;
    if (first.record.flags.some(({ code }) => code === 'accounts')) return first;
    return await measure(slot, trial, true, onPhase, signal);
  } catch (error) {
    if (signal.aborted) return { failure: 'broken off' };
    if (!(error instanceof ClusterFailure) || error.fault !== 'strategy') throw error;
    return { failure: error.message };
  }
}

async function measure(
  slot: Slot,
  trial: Trial,
  repeated: boolean,
  onPhase: (phase: Phase) => void,
  signal: AbortSignal,
): Promise<Ended> {
  await untilQuiet(signal);
  const startedAt = new Date().toISOString();
  const watched = await watchMachine();
  const ownBefore = process.cpuUsage();
  const outcome = await runLiveTrial(trial, onPhase, signal);
  const own = process.cpuUsage(ownBefore);
  const flags = [
    ...accountFaults(outcome.load.records, outcome.cluster).map((message) => ({ code: 'accounts', message })),
    ...disturbances(trial, outcome, await watched(), (own.user + own.system) / 1000 + clusterCpuMs(outcome)),
  ];
  const circumstances = { startedAt, repeated, flags };
  const prediction = signal.aborted ? undefined : await prophesy(slot, trial, outcome);
  return {
    record: trialRecord(slot, trial.scenario, outcome, prediction, circumstances),
    records: outcome.load.records,
  };
}

function prophesy({ arm, seed }: Slot, { scenario }: Trial, { load }: TrialOutcome) {
  return arm.kind === 'inline' ? undefined : predict(arm, scenario, load.records, seed);
}

function trialOf({ arm, seed, connections }: Slot, scenario: Scenario): Trial {
  return { arm, scenario, seed, connections };
}

/** All intervals of the primary class are as narrow as wanted. */
function isNarrow({ comparisons, design }: RunResult, target: number): boolean {
  const primary = comparisons.filter((one) => one.class === design.primaryClass && one.ratio !== null);
  return (
    primary.length > 0 &&
    primary.every(
      ({ ratio }) =>
        ratio?.low != null &&
        ratio.high != null &&
        Math.log(ratio.high / ratio.low) / 2 <= Math.log1p(target),
    )
  );
}

function samplesName({ block, strategy, twin, connections }: TrialRecord): string {
  const level = connections === null ? '' : `-${connections}`;
  return `${block}-${strategy}${twin ? '-twin' : ''}${level}`;
}

/** Blocks that fit into so much time, at least one. */
export function blocksWithin(
  limitMs: number,
  most: number,
  arms: readonly Arm[],
  scenario: Scenario,
): number {
  const levels = scenario.load.model === 'closed' ? scenario.load.connections.length : 1;
  const [arm] = arms;
  if (arm === undefined) return 1;
  const blockMs = expectedMs({ arm, scenario, seed: 0, connections: null }) * arms.length * levels;
  return Math.max(1, Math.min(most, Math.floor(limitMs / blockMs)));
}
