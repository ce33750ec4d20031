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
    this.#seldom('when a worker joined', () => this.#strategy.workerJoined?.(worker));
  }

  workerLeft(worker: Worker): void {
    this.#seldom('when a worker left', () => this.#strategy.workerLeft?.(worker));
  }

  probed(worker: Worker, report: LoadReport): void {
    this.#seldom('on a load report', () => this.#strategy.probed?.(worker, report));
  }

  countsRead(): void {
    this.#seldom('when the counts of other primaries were read', () => this.#strategy.countsRead?.());
  }

  wake(): void {
    this.#seldom('when woken', () => this.#strategy.wake?.());
  }

  /** What comes with every job has its own guard instead: V8 can look through that, and it needs no closure. */
  #seldom(moment: string, tell: () => void): void {
    try {
      tell();
    } catch (error) {
      this.#blame(error, moment);
    }
  }

  #blame(error: unknown, moment: string): never {
    if (error instanceof StrategyFailure) throw error;
    const message = error instanceof Error ? error.message : String(error);
    throw new StrategyFailure(`strategy ${this.#name} threw ${moment}: ${message}`, { cause: error });
  }
}
