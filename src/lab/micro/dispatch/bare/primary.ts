import type { Worker } from 'node:cluster';
import { RingQueue } from '../../../../toolkit/ring-queue.ts';
import { JOB_WORKERS, type LoopResult, type PathPlan } from '../plan.ts';
import { drive } from '../pools/drive.ts';
import { forkRole } from '../roles.ts';

/** Sends a number each way, one job per worker, and keeps only the callback: the limit of Node's channel. */
export async function runBare(plan: PathPlan): Promise<LoopResult> {
  const idle: Worker[] = [];
  const waiting = new RingQueue<() => void>();
  const running = new Map<Worker, () => void>();

  function start(worker: Worker, answered: () => void): void {
    running.set(worker, answered);
    worker.send(1);
  }

  function replied(worker: Worker): void {
    const answered = running.get(worker);
    const next = waiting.shift();
    if (next === undefined) idle.push(worker);
    else start(worker, next);
    answered?.();
  }

  for (let i = 0; i < JOB_WORKERS; i++) {
    const worker = await forkRole(import.meta.url, 'job-worker', null);
    worker.on('message', () => replied(worker));
    idle.push(worker);
  }
  return drive(plan, (answered) => {
    const worker = idle.pop();
    if (worker === undefined) waiting.push(answered);
    else start(worker, answered);
  });
}
