import type { Job, LoadReport, Outcome, Worker } from '../contract/job.ts';
import type { DescribedStrategy, Strategy, StrategyFacts } from '../contract/strategy.ts';

/**
 * Adds callbacks to a helper's strategy. Each is called after the helper's own. (`{ ...helper, jobFinished() {} }` would
 * replace the helper's callback; so helpers make objects that cannot be copied.)
 */
export function extend(strategy: DescribedStrategy, also: Partial<Strategy>): ExtendedStrategy {
  return new ExtendedStrategy(strategy, also);
}

class ExtendedStrategy implements Required<Strategy>, DescribedStrategy {
  readonly facts: StrategyFacts;
  readonly #strategy: Strategy;
  readonly #also: Partial<Strategy>;

  constructor(strategy: DescribedStrategy, also: Partial<Strategy>) {
    this.facts = strategy.facts ?? {};
    this.#strategy = strategy;
    this.#also = also;
  }

  jobArrived(job: Job): void {
    this.#strategy.jobArrived(job);
    this.#also.jobArrived?.(job);
  }

  workerFree(worker: Worker): void {
    this.#strategy.workerFree(worker);
    this.#also.workerFree?.(worker);
  }

  jobFinished(job: Job, worker: Worker, outcome: Outcome): void {
    this.#strategy.jobFinished?.(job, worker, outcome);
    this.#also.jobFinished?.(job, worker, outcome);
  }

  workerJoined(worker: Worker): void {
    this.#strategy.workerJoined?.(worker);
    this.#also.workerJoined?.(worker);
  }

  workerLeft(worker: Worker): void {
    this.#strategy.workerLeft?.(worker);
    this.#also.workerLeft?.(worker);
  }

  probed(worker: Worker, report: LoadReport): void {
    this.#strategy.probed?.(worker, report);
    this.#also.probed?.(worker, report);
  }

  countsRead(): void {
    this.#strategy.countsRead?.();
    this.#also.countsRead?.();
  }

  wake(): void {
    this.#strategy.wake?.();
    this.#also.wake?.();
  }
}
