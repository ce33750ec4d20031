import type { ServiceTime } from '../../contract/workload.ts';
import type { BoundedScheduling } from '../../core/scheduling/scheduling.ts';
import type { Measures } from '../../simulation/measures.ts';
import { PREEMPTIVE_REFERENCES, type PreemptiveReference } from '../../simulation/preemptive-references.ts';
import type { Moments } from '../theory/moments.ts';

/** A system that is simulated again and again, and what is asked of it: each question is a check. */
export interface Experiment {
  /** In Kendall's notation where there is one, with the load. */
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
  /** Jobs that are there from the start, a worker; 0 starts empty. */
  readonly presentAtStart: number;
  /** Draws how many are there in all, by a uniform number, instead of taking their mean. */
  readonly drawPresent?: (uniform: number) => number;
  /** Expected arrivals before the measured ones, and of measured ones, in one replication. */
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

/** What else is computed from the same jobs, with a known expectation. */
export type ControlName = 'offered load' | 'one fast worker' | 'room for all';

export interface Question {
  readonly name: string;
  /** What queueing theory says. */
  readonly theory: number;
  /** How wide half the interval may be, relative to its middle. */
  readonly limit: number;
  /** What one replication says. */
  observe(measures: Measures): number;
}

/** Mean arrivals in a ms. */
export function arrivalsPerMs({ workers, utilisation, sizes }: System): number {
  return (workers * utilisation) / sizes.mean;
}

/** Jobs that are there at the start or arrive within the span, on average. */
export function expectedJobs({ workers, presentAtStart, warmupJobs, measuredJobs }: System): number {
  return Math.round(presentAtStart * workers) + warmupJobs + measuredJobs;
}
