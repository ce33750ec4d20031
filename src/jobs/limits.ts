import type { ReportParameters } from '../contract/scenario.ts';
import type { Work } from './work.ts';

/** The longest sleep or spin allowed: it cannot be interrupted. */
export const MAX_TIMED_JOB_MS = 60_000;

export const MAX_HEADER = 10;
export const MAX_DATASIZE = 200;
export const MAX_PAGE_COUNT = 500;

/** Maximum lengths of the texts of a request, in UTF-16 units like `length`. */
export const MAX_TYPE_LENGTH = 64;
export const MAX_KEY_LENGTH = 128;

/** Integers, both ends included. */
const REPORT_RANGES: Readonly<Record<keyof ReportParameters, readonly [min: number, max: number]>> = {
  header: [0, MAX_HEADER],
  datasize: [1, MAX_DATASIZE],
  pageCount: [1, MAX_PAGE_COUNT],
};

/** One sentence for each value outside the limits; empty if there is none. */
export function workFaults(work: Work): string[] {
  return 'sizeMs' in work ? timedFaults(work.sizeMs) : reportFaults(work.parameters);
}

function timedFaults(sizeMs: number): string[] {
  // The condition makes NaN a fault.
  if (sizeMs >= 0 && sizeMs <= MAX_TIMED_JOB_MS) return [];
  return [`sizeMs is ${sizeMs}; it must be a number from 0 to ${MAX_TIMED_JOB_MS}`];
}

function reportFaults(parameters: ReportParameters): string[] {
  const faults: string[] = [];
  for (const name of ['header', 'datasize', 'pageCount'] as const) {
    const value = parameters[name];
    const [min, max] = REPORT_RANGES[name];
    if (!Number.isInteger(value) || value < min || value > max) {
      faults.push(`${name} is ${value}; it must be a whole number from ${min} to ${max}`);
    }
  }
  return faults;
}
