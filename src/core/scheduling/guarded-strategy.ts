import type { Job, LoadReport, Outcome, Worker } from '../../contract/job.ts';
import type { Strategy } from '../../contract/strategy.ts';
import { StrategyFailure } from './strategy-failure.ts';

/** A strategy whose errors say whose they are and when they happened. */
export class GuardedStrategy implements Required<Strategy> {
  readonly #name: string;
  readonly #strategy: Strategy;

  constructor(name: string, create: () => Strategy) {
    this.#name = name;
    try {
      this.#strategy = create();
    } catch (error) {
      this.#blame(error, 'while it was made');
    }
  }

  jobArrived(job: Job): void {
    try {
      this.#strategy.jobArrived(job);
    } catch (error) {
      this.#blame(error, `when job ${job.id} arrived`);
    }
  }

  workerFree(worker: Worker): void {
    if (worker.room === 0) return;
    try {
      this.#strategy.workerFree(worker);
    } catch (error) {
      this.#blame(error, `when worker ${worker.index} had room`);
    }
  }

  jobFinished(job: Job, worker: Worker, outcome: Outcome): void {
    try {
      this.#strategy.jobFinished?.(job, worker, outcome);
    } catch (error) {
      this.#blame(error, `when job ${job.id} finished`);
    }
  }

  workerJoined(worker: Worker): void {
    try {
      this.#strategy.workerJoined?.(worker);
    } catch (error) {
      this.#blame(error, 'when a worker joined');
    }
  }

  workerLeft(worker: Worker): void {
    try {
      this.#strategy.workerLeft?.(worker);
    } catch (error) {
      this.#blame(error, 'when a worker left');
    }
  }

  probed(worker: Worker, report: LoadReport): void {
    try {
      this.#strategy.probed?.(worker, report);
    } catch (error) {
      this.#blame(error, 'on a load report');
    }
  }

  countsRead(): void {
    try {
      this.#strategy.countsRead?.();
    } catch (error) {
      this.#blame(error, 'when the counts of other primaries were read');
    }
  }

  wake(): void {
    try {
      this.#strategy.wake?.();
    } catch (error) {
      this.#blame(error, 'when woken');
    }
  }

  #blame(error: unknown, moment: string): never {
    if (error instanceof StrategyFailure) throw error;
    const message = error instanceof Error ? error.message : String(error);
    throw new StrategyFailure(`strategy ${this.#name} threw ${moment}: ${message}`, { cause: error });
  }
}
