import type { Job } from '../../../contract/job.ts';
import type { WaitingJobs } from '../../../toolkit/hold-centrally.ts';

/** Service in random order (SIRO): all waiting jobs are equally likely to be next. O(1). */
export class RandomOrderQueue implements WaitingJobs {
  readonly #random: () => number;
  #jobs: Job[] = [];

  constructor(random: () => number) {
    this.#random = random;
  }

  get size(): number {
    return this.#jobs.length;
  }

  push(job: Job): void {
    this.#jobs.push(job);
  }

  shift(): Job | undefined {
    const place = Math.floor(this.#random() * this.#jobs.length);
    const job = this.#jobs[place];
    const last = this.#jobs.pop();
    if (last !== undefined && last !== job) this.#jobs[place] = last;
    return job;
  }

  keep(passes: (job: Job) => boolean): void {
    this.#jobs = this.#jobs.filter(passes);
  }
}
