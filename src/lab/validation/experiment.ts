import type { ServiceTime } from '../../contract/workload.ts';
import type { BoundedScheduling } from '../../core/scheduling/scheduling.ts';
import type { Measures } from '../../simulation/measures.ts';
import { PREEMPTIVE_REFERENCES, type PreemptiveReference } from '../../simulation/preemptive-references.ts';
import type { Moments } from '../theory/moments.ts';

/** A system to simulate repeatedly, with its questions. Each question is a check. */
export interface Experiment {
  /** In Kendall's notation if possible, with the load. */
  readonly name: string;
  readonly system: System;
  /** A strategy as a user would name it (`power-of-two-choices:d=3`), one made for this experiment, or a reference. */
  readonly scheduling: string | BoundedScheduling | PreemptiveReference;
  readonly controls: readonly ControlName[];
  readonly replications: number;
  readonly questions: readonly Question[];
}

/** Workers of speed 1, Poisson arrivals, no messages, no deadlines. Times in ms, of which a mean job usually takes 1. */
export interface System {
  readonly workers: number;
  readonly utilisation: number;
  readonly classes: readonly JobClass[];
  /** Of the sizes of all jobs. */
  readonly sizes: Moments;
  /** Jobs per worker at the start; 0 starts empty. */
  readonly presentAtStart: number;
  /** Draws the total number of jobs at the start from a uniform number, instead of using the mean. */
  readonly drawPresent?: (uniform: number) => number;
  /** Expected arrivals in the warm-up and in the measured span of one replication. */
  readonly warmupJobs: number;
  readonly measuredJobs: number;
}

/** A class of jobs: its part of all jobs and the law of its service times. Parts sum to 1. */
export interface JobClass {
  readonly name: string;
  readonly part: number;
  readonly service: ServiceTime;
}

export function isReference(scheduling: string): scheduling is PreemptiveReference {
  return PREEMPTIVE_REFERENCES.some((reference) => reference === scheduling);
}

/** Controls computed from the same jobs, with known expectations. */
export type ControlName = 'offered load' | 'one fast worker' | 'room for all';

export interface Question {
  readonly name: string;
  /** The value from queueing theory. */
  readonly theory: number;
  /** Largest allowed half-width of the interval, relative to its middle. */
  readonly limit: number;
  /** The observation of one replication. */
  observe(measures: Measures): number;
}

/** Mean arrivals in a ms. */
export function arrivalsPerMs({ workers, utilisation, sizes }: System): number {
  return (workers * utilisation) / sizes.mean;
}

/** Mean number of jobs at the start plus arrivals within the span. */
export function expectedJobs({ workers, presentAtStart, warmupJobs, measuredJobs }: System): number {
  return Math.round(presentAtStart * workers) + warmupJobs + measuredJobs;
}
