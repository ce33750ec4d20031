import { expect } from 'chai';
import type { Dispatcher } from '../../../src/core/scheduling/dispatcher.ts';
import type { Ticket, VirtualJob, VirtualWorker } from './virtual-world.ts';

/** What holds between any two events, counted afresh from the jobs and workers themselves. */
export function checkInvariants(
  dispatcher: Dispatcher<Ticket>,
  jobs: readonly VirtualJob[],
  window: number,
  wakeMs: number,
): void {
  const counts = { held: 0, bound: 0, sent: 0, overdue: 0, over: 0 };
  const loads = new Map(dispatcher.workers.map((worker) => [worker, { bound: 0, sent: 0 }]));
  let nextDeadlineMs = Infinity;
  for (const job of jobs) {
    same('answers to a job', job.payload.answers.length, job.open ? 0 : 1);
    counts[whereabouts(job)]++;
    if (job.open) nextDeadlineMs = Math.min(nextDeadlineMs, job.arrivalMs + job.demand.timeoutMs);
    const load = job.worker && loads.get(job.worker);
    if (load !== undefined) load[job.stage === 'bound' ? 'bound' : 'sent']++;
    else same('the worker of a job', job.worker, undefined);
  }
  const { tally } = dispatcher;
  same('faults', tally.faults().join(), '');
  same('arrived jobs', tally.arrived, jobs.length);
  same('held jobs', tally.held, counts.held);
  same('bound jobs', tally.bound, counts.bound);
  same('sent jobs', tally.sent, counts.sent);
  same('overdue jobs', tally.overdue, counts.overdue);
  same('settled jobs', tally.settled, counts.overdue + counts.over);
  for (const [worker, load] of loads) checkWorker(worker, load, window);
  if (wakeMs > nextDeadlineMs) expect.fail(`woken at ${wakeMs}, after the deadline at ${nextDeadlineMs}`);
}

function whereabouts(job: VirtualJob): 'held' | 'bound' | 'sent' | 'overdue' | 'over' {
  if (!job.open) return job.stage === 'sent' ? 'overdue' : 'over';
  if (job.stage === 'gone') return expect.fail(`job ${job.id} is gone and was never answered`);
  return job.stage;
}

function checkWorker(worker: VirtualWorker, load: { bound: number; sent: number }, window: number): void {
  const name = `worker ${worker.index}`;
  same(`${name} present`, worker.present, true);
  same(`unfinished jobs of ${name}`, worker.own, load.bound + load.sent);
  same(`room of ${name}`, worker.room, Math.max(0, window - worker.own));
  same(`jobs sent to ${name}`, worker.sentCount, load.sent);
  for (const job of worker.sentJobs())
    if (job.worker !== worker || job.stage !== 'sent') expect.fail(`${name} still has job ${job.id}`);
  if (load.bound > 0 && load.sent < window) expect.fail(`${name} has room for a job that waits for it`);
}

/** A plain comparison: these run so often that chai's own would take most of the time. */
function same<Value>(what: string, actual: Value, expected: Value): void {
  if (actual !== expected) expect.fail(actual, expected, `${what}: ${actual} instead of ${expected}`);
}
