import type { Strategy } from '../../../src/contract/strategy.ts';
import { VirtualWorld, type WorldSettings } from './virtual-world.ts';

/** A strategy that does nothing but what the test does in its place, and writes down what it is told. */
export function recorder(calls: string[], does: Partial<Strategy>): Required<Strategy> {
  return {
    jobArrived(job) {
      calls.push(`arrived ${job.id}`);
      does.jobArrived?.(job);
    },
    workerFree(worker) {
      calls.push(`free ${worker.index}`);
      does.workerFree?.(worker);
    },
    jobFinished(job, worker, outcome) {
      calls.push(`finished ${job.id} at ${worker.index}: ${outcome}`);
      does.jobFinished?.(job, worker, outcome);
    },
    workerJoined(worker) {
      calls.push(`joined ${worker.index}`);
      does.workerJoined?.(worker);
    },
    workerLeft(worker) {
      calls.push(`left ${worker.index}`);
      does.workerLeft?.(worker);
    },
    probed(worker, report) {
      calls.push(`probed ${worker.index}: ${report.unfinished}`);
      does.probed?.(worker, report);
    },
    countsRead() {
      calls.push('counts read');
      does.countsRead?.();
    },
    wake() {
      calls.push('wake');
      does.wake?.();
    },
  };
}

export interface WatchedWorld {
  readonly world: VirtualWorld;
  /** What the strategy was told since the test last emptied it. */
  readonly calls: string[];
}

/** A world whose strategy `does` next to nothing: the test gives the commands, to `world.dispatcher.cluster`, when it likes. */
export function watchedWorld(settings: Partial<WorldSettings>, does: Partial<Strategy>): WatchedWorld {
  const calls: string[] = [];
  const world = new VirtualWorld({
    strategyName: 'by-hand',
    uses: [],
    window: 1,
    queueLimit: 1000,
    seed: 1,
    create: () => recorder(calls, does),
    ...settings,
  });
  return { world, calls };
}
