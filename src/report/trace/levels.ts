import type { RequestRecord } from '../../measuring/summary/request-record.ts';
import { inUs, type TraceEvent } from './trace-event.ts';
import { jobOf } from './traced-trial.ts';

interface Step {
  readonly atUs: number;
  readonly queue: number;
  readonly busy: number;
}

/** How many jobs waited and how many ran, as steps over time. */
export function levels(pid: number, requests: readonly RequestRecord[]): TraceEvent[] {
  const steps = stepsOf(requests).sort((a, b) => a.atUs - b.atUs);
  return [
    ...counter(pid, 'jobs waiting', steps, ({ queue }) => queue),
    ...counter(pid, 'jobs running', steps, ({ busy }) => busy),
  ];
}

function counter(
  pid: number,
  name: string,
  steps: readonly Step[],
  changeOf: (step: Step) => number,
): TraceEvent[] {
  const levelAt = new Map([[0, 0]]);
  let jobs = 0;
  for (const step of steps) {
    const change = changeOf(step);
    if (change === 0) continue;
    jobs += change;
    levelAt.set(step.atUs, jobs);
  }
  return [...levelAt].map(([ts, level]) => ({ ph: 'C', name, pid, tid: 0, ts, args: { jobs: level } }));
}

function stepsOf(requests: readonly RequestRecord[]): Step[] {
  return requests.flatMap((request) => {
    const job = jobOf(request);
    if (job === undefined) return [];
    const startUs = inUs(job.startMs);
    return [
      { atUs: Math.max(0, inUs(job.startMs - Math.max(0, request.waitMs))), queue: 1, busy: 0 },
      { atUs: startUs, queue: -1, busy: 1 },
      { atUs: Math.max(startUs, inUs(job.endMs)), queue: 0, busy: -1 },
    ];
  });
}
