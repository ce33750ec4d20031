import { workFaults } from './limits.ts';
import { reportA } from './report/report-a.ts';
import { reportB } from './report/report-b.ts';
import { sleep } from './sleep.ts';
import { spin } from './spin.ts';
import type { Work, WorkResult } from './work.ts';

/** Blocks the thread until the work is done. Undefined for timed work, which has no result. Throws outside the limits. */
export function runJob(work: Work): WorkResult | undefined {
  const faults = workFaults(work);
  if (faults.length > 0) throw new Error(`Cannot run ${work.runs}: ${faults.join('; ')}`);
  switch (work.runs) {
    case 'sleep':
      sleep(work.sizeMs);
      return undefined;
    case 'spin':
      spin(work.sizeMs);
      return undefined;
    case 'report-a':
      return reportA(work.parameters);
    case 'report-b':
      return reportB(work.parameters);
  }
}

/** The same work on a worker of that speed: the length of timed work is divided by the speed. */
export function atSpeed(work: Work, speed: number): Work {
  return 'sizeMs' in work && speed !== 1 ? { runs: work.runs, sizeMs: work.sizeMs / speed } : work;
}
