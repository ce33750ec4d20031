import type { Job, Worker } from '../src/contract/job.ts';
import { defineStrategy } from '../src/contract/strategy.ts';
import { ForgetfulQueue } from '../src/toolkit/forgetful-queue.ts';
import { drawDistinctWorkers, drawWorker } from '../src/toolkit/sample.ts';

export default defineStrategy({
  title: 'Work stealing',
  source: 'Blumofe and Leiserson 1999; this model: Mitzenmacher 1998, with one victim',
  binding: 'late',
  signal: 'none at arrival; a worker with an empty queue looks at the queues of a few others',
  ties: 'the first drawn worker with a waiting job',
  order: 'first come, first served in each queue; a thief takes the last job',
  cost: 'O(victims)',
  shines: 'without a dispatcher that sees all workers: it corrects bad placements',
  fails: 'at low load: an idle worker looks once and may miss the only queue; later jobs do not wake it',
  uses: [],
  window: 1,
  parameters: {
    victims: {
      kind: 'integer',
      default: 2,
      min: 1,
      max: 1000,
      about: 'number of workers that a thief tries',
    },
  },
  create(cluster, { victims }) {
    /** By worker index; `stranded` holds the jobs that arrive while there are no workers. */
    const queues: ForgetfulQueue<Job>[] = [];
    let stranded = queueOfJobs();

    function place(job: Job): void {
      const worker = drawWorker(cluster);
      if (worker === undefined) stranded.push(job);
      else if (worker.room > 0) cluster.assign(job, worker);
      else queues[worker.index]?.push(job);
    }

    function steal(thief: Worker): Job | undefined {
      const others = drawDistinctWorkers(cluster, victims + 1).filter((worker) => worker !== thief);
      for (const { index } of others.slice(0, victims)) {
        const job = queues[index]?.pop();
        if (job !== undefined) return job;
      }
      return undefined;
    }

    return {
      jobArrived: place,
      workerFree(worker) {
        while (worker.room > 0) {
          const job = queues[worker.index]?.shift() ?? steal(worker);
          if (job === undefined) break;
          cluster.assign(job, worker);
        }
      },
      workerJoined({ index }) {
        queues[index] = stranded;
        stranded = queueOfJobs();
      },
      workerLeft({ index }) {
        const queue = queues[index] as ForgetfulQueue<Job>;
        for (let left = queue.shift(); left !== undefined; left = queue.shift()) place(left);
      },
    };
  },
});

function queueOfJobs(): ForgetfulQueue<Job> {
  return new ForgetfulQueue(({ open }) => open);
}
