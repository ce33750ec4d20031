import { ClusterFailure } from '../../cluster/cluster-process.ts';
import type { RequestRecord } from '../../measuring/summary/request-record.ts';
import type { RunResult, Warning } from '../../results/schema.ts';
import { cutUnfinishedTrial, saveRun } from '../../results/store.ts';
import type { Flag, TrialRecord } from '../../results/trial-schema.ts';
import { accountFaults, nothingMeasured } from './accounts.ts';
import { analyse } from './analysis.ts';
import { isNarrow } from './extent.ts';
import { type Slot, slotKey, slotsOf } from './layout.ts';
import { expectedMs, type Phase, runLiveTrial, type Trial } from './live-trial.ts';
import { untilQuiet, watchMachine } from './machine-watch.ts';
import type { PlannedRun } from './new-run.ts';
import { Predictor } from './predictor.ts';
import { lockRun } from './run-lock.ts';
import { type StoredTrial, storedTrials, storeTrial } from './stored-trials.ts';
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

/**
 * Block after block, every strategy once in each, one after another in fresh processes, all of a block on the same
 * requests. Kept after each trial; trials that the folder already holds are not run again. Refused while another process
 * does it.
 */
export async function runBlocks(
  planned: PlannedRun,
  folder: string,
  onStep: (step: RunStep) => void,
  signal: AbortSignal,
): Promise<RunResult> {
  const lock = await lockRun(folder);
  try {
    const run = new BlockRun(planned, folder, onStep, signal);
    await run.load();
    return await carryOut(run, planned, folder, signal);
  } finally {
    await lock.release();
  }
}

async function carryOut(
  run: BlockRun,
  planned: PlannedRun,
  folder: string,
  signal: AbortSignal,
): Promise<RunResult> {
  const { blocks, target } = planned.manifest.design;
  try {
    for (let block = 0; block < blocks && !signal.aborted; block++) {
      await run.runBlock(block);
      if (target !== null && isNarrow(run.result(false), target)) break;
    }
    const result = run.result(!signal.aborted);
    await saveRun(folder, result);
    return result;
  } catch (error) {
    throw new RunBroken(run.result(false), error);
  }
}

/** The run could not go on because of its `cause`; `run` is what was measured until then. */
export class RunBroken extends Error {
  override readonly name = 'RunBroken';
  readonly run: RunResult;

  constructor(run: RunResult, cause: unknown) {
    super('the run could not go on', { cause });
    this.run = run;
  }
}

/** Share of a run's trials that are run twice. */
const MOST_REPEATED = 0.2;

/** A run under way: what has been measured of it. */
class BlockRun {
  readonly #planned: PlannedRun;
  readonly #folder: string;
  readonly #onStep: (step: RunStep) => void;
  readonly #signal: AbortSignal;
  readonly #trials: TrialRecord[] = [];
  readonly #requests = new Map<TrialRecord, readonly RequestRecord[]>();
  readonly #done = new Set<string>();
  readonly #failures = new Map<string, Warning>();
  readonly #predictor = new Predictor();

  constructor(planned: PlannedRun, folder: string, onStep: (step: RunStep) => void, signal: AbortSignal) {
    this.#planned = planned;
    this.#folder = folder;
    this.#onStep = onStep;
    this.#signal = signal;
  }

  /** What the folder already holds. */
  async load(): Promise<void> {
    for (const trial of await storedTrials(this.#planned, this.#folder)) this.#note(trial);
    await cutUnfinishedTrial(this.#folder);
  }

  async runBlock(block: number): Promise<void> {
    const { design, seed } = this.#planned.manifest;
    const slots = slotsOf(block, this.#planned.arms, this.#planned.scenario, design, seed);
    for (const slot of slots) {
      const known = this.#done.has(slotKey(block, slot.arm.label, slot.twin, slot.connections));
      if (known || this.#failures.has(slot.arm.label)) continue;
      await this.#runSlot(slot, slots.length);
      if (this.#signal.aborted) return;
    }
  }

  result(complete: boolean): RunResult {
    const requestsOf = (trial: TrialRecord) => this.#requests.get(trial) ?? [];
    const failures = this.#planned.arms
      .map(({ label }) => this.#failures.get(label))
      .filter((failure) => failure !== undefined);
    return analyse(this.#planned, this.#trials, requestsOf, failures, complete);
  }

  async #runSlot(slot: Slot, perBlock: number): Promise<void> {
    const { arm, block, position, seed, connections } = slot;
    const { design } = this.#planned.manifest;
    const trial = { arm, scenario: this.#planned.scenario, seed, connections };
    const trialMs = expectedMs(trial);
    const [place, trials] = [block * perBlock + position, design.blocks * perBlock];
    const times = { doneMs: place * trialMs, totalMs: trials * trialMs };
    const onPhase = (phase: Phase) =>
      this.#onStep({ strategy: arm.label, block, trial: place, trials, ...times, phase });
    if (design.mode !== 'quick') await untilQuiet(this.#signal);
    const ended = await this.#attempt(slot, trial, onPhase);
    if (this.#signal.aborted) return;
    if ('failure' in ended) {
      this.#failures.set(arm.label, {
        code: 'strategy-failed',
        strategy: arm.label,
        message: ended.failure,
      });
      return;
    }
    this.#note(await storeTrial(this.#folder, ended));
    await saveRun(this.#folder, this.result(false));
  }

  /**
   * Once more if something disturbed it, unless there is no time for that; the second attempt is kept as it is. A strategy
   * that fails ends its own trials only.
   */
  async #attempt(
    slot: Slot,
    trial: Trial,
    onPhase: (phase: Phase) => void,
  ): Promise<StoredTrial | { failure: string }> {
    const measured = (repeated: boolean) =>
      measure(slot, trial, repeated, onPhase, this.#predictor, this.#signal);
    try {
      const first = await measured(false);
      const { flags } = first.record;
      if (this.#signal.aborted || !this.#mayRepeat() || !flags.some(isDisturbance)) return first;
      return flags.some(({ code }) => code === 'accounts') ? first : await measured(true);
    } catch (error) {
      if (this.#signal.aborted) return { failure: 'broken off' };
      if (!(error instanceof ClusterFailure) || error.fault !== 'strategy') throw error;
      return { failure: error.message };
    }
  }

  /** Not in a hurry, and not where so many trials were disturbed that it must be the machine: then repeating is no help. */
  #mayRepeat(): boolean {
    const repeated = this.#trials.filter((trial) => trial.repeated).length;
    return this.#planned.manifest.design.mode !== 'quick' && repeated <= this.#trials.length * MOST_REPEATED;
  }

  #note({ record, records }: StoredTrial): void {
    this.#trials.push(record);
    this.#requests.set(record, records);
    this.#done.add(slotKey(record.block, record.strategy, record.twin, record.connections));
  }
}

/** What repeating a trial may mend. */
function isDisturbance({ code }: Flag): boolean {
  return code !== 'simulation-failed';
}

async function measure(
  slot: Slot,
  trial: Trial,
  repeated: boolean,
  onPhase: (phase: Phase) => void,
  predictor: Predictor,
  signal: AbortSignal,
): Promise<StoredTrial> {
  const startedAt = new Date().toISOString();
  const watched = await watchMachine();
  const ownBefore = process.cpuUsage();
  const outcome = await runLiveTrial(trial, onPhase, signal);
  const own = process.cpuUsage(ownBefore);
  const use = await watched();
  const foreseen = await predictor.foresee(trial, outcome, signal);
  const flags = [
    ...accountFaults(outcome.load.records, outcome.cluster).map((message) => ({ code: 'accounts', message })),
    ...nothingMeasured(outcome.load.records).map((message) => ({ code: 'nothing-measured', message })),
    ...disturbances(trial, outcome, use, (own.user + own.system) / 1000 + clusterCpuMs(outcome)),
    ...(foreseen !== undefined && 'failure' in foreseen
      ? [{ code: 'simulation-failed', message: `nothing is simulated beside it: ${foreseen.failure}` }]
      : []),
  ];
  const prediction = foreseen && 'prediction' in foreseen ? foreseen.prediction : undefined;
  return {
    record: trialRecord(slot, trial.scenario, outcome, prediction, { startedAt, repeated, flags }),
    records: outcome.load.records,
  };
}
