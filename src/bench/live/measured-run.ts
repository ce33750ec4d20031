import type { RequestRecord } from '../../measuring/summary/request-record.ts';
import type { RunResult, Warning } from '../../results/schema.ts';
import { cutUnfinishedTrial, saveRun } from '../../results/store.ts';
import { type TrialIdentity, trialKey } from '../../results/trial-identity.ts';
import type { TrialRecord } from '../../results/trial-schema.ts';
import { analyse } from './analysis.ts';
import type { Attempted } from './attempt.ts';
import type { PlannedRun } from './new-run.ts';
import { type StoredTrial, storedTrials, storeTrial } from './stored-trials.ts';

/** Largest share of a run's trials that may be repeated. */
const MOST_REPEATED = 0.2;

/** The trials of a run in progress. */
export class MeasuredRun {
  readonly #planned: PlannedRun;
  readonly #folder: string;
  readonly #trials: TrialRecord[] = [];
  readonly #requests = new Map<TrialRecord, readonly RequestRecord[]>();
  readonly #done = new Set<string>();
  readonly #failures = new Map<string, Warning>();

  private constructor(planned: PlannedRun, folder: string) {
    this.#planned = planned;
    this.#folder = folder;
  }

  /** Starts with the trials that the folder already holds. */
  static async load(planned: PlannedRun, folder: string): Promise<MeasuredRun> {
    const run = new MeasuredRun(planned, folder);
    for (const trial of await storedTrials(planned, folder)) run.#add(trial);
    await cutUnfinishedTrial(folder);
    return run;
  }

  /** Whether the trial is measured, or its strategy has failed. */
  isSettled(trial: TrialIdentity): boolean {
    return this.#done.has(trialKey(trial)) || this.#failures.has(trial.strategy);
  }

  /** Not in a quick run. Not after too many disturbed trials either: then the machine is busy and repeating does not help. */
  get mayRepeat(): boolean {
    const repeated = this.#trials.filter((trial) => trial.repeated).length;
    return this.#planned.manifest.design.mode !== 'quick' && repeated <= this.#trials.length * MOST_REPEATED;
  }

  /** Keeps the outcome. A failed strategy ends only its own trials. */
  async settle({ strategy }: TrialIdentity, attempted: Attempted): Promise<void> {
    switch (attempted.kind) {
      case 'measured':
        this.#add(await storeTrial(this.#folder, attempted.trial));
        await this.save(false);
        break;
      case 'strategy failed':
        this.#failures.set(strategy, { code: 'strategy-failed', strategy, message: attempted.message });
        break;
      case 'aborted':
        break;
    }
  }

  async save(complete: boolean): Promise<RunResult> {
    const result = this.result(complete);
    await saveRun(this.#folder, result);
    return result;
  }

  result(complete: boolean): RunResult {
    const requestsOf = (trial: TrialRecord) => this.#requests.get(trial) ?? [];
    const failures = this.#planned.arms
      .map(({ label }) => this.#failures.get(label))
      .filter((failure) => failure !== undefined);
    return analyse(this.#planned, this.#trials, requestsOf, failures, complete);
  }

  #add({ record, records }: StoredTrial): void {
    this.#trials.push(record);
    this.#requests.set(record, records);
    this.#done.add(trialKey(record));
  }
}
