import type { Job, Worker } from '../src/contract/job.ts';
import { defineStrategy } from '../src/contract/strategy.ts';
import { ForgetfulQueue } from '../src/toolkit/forgetful-queue.ts';
import { drawDistinctWorkers, leastLoaded } from '../src/toolkit/sample.ts';

/** A job's place in the queues of several workers. The first worker that reaches it takes the job. */
interface Reservation {
  readonly job: Job;
  taken: boolean;
}

export default defineStrategy({
  title: 'Late binding: reservations in d queues, cancelled on start',
  source: 'Ousterhout et al., Sparrow, 2013',
  binding: 'late',
  signal: 'which of d random workers has room first; moves at assignment',
  ties: 'fewest unfinished jobs, then the first drawn',
  order: 'first come, first served in each queue of reservations',
  cost: 'O(d)',
  shines: 'with many dispatchers and unknown sizes: as good as knowing the work left at d workers',
  fails:
    'with one dispatcher, because a central queue does the same for all workers; and with long round trips',
  uses: [],
  window: 1,
  parameters: {
    d: { kind: 'integer', default: 2, min: 1, max: 1000, about: 'different workers drawn for each job' },
  },
  create(cluster, { d }) {
    /** By worker index; `stranded` holds the jobs that arrive while there are no workers. */
    const queues: ForgetfulQueue<Reservation>[] = [];
    let stranded = queueOfReservations();

    function start(reservation: Reservation, worker: Worker): void {
      reservation.taken = true;
      cluster.assign(reservation.job, worker);
    }

    function reserve(reservation: Reservation, count: number): void {
      const drawn = drawDistinctWorkers(cluster, count);
      const first = leastLoaded(drawn, ({ room, unfinished }) =>
        room > 0 ? unfinished : Number.POSITIVE_INFINITY,
      );
      if (first === undefined) stranded.push(reservation);
      else if (first.room > 0) start(reservation, first);
      else for (const { index } of drawn) queues[index]?.push(reservation);
    }

    return {
      jobArrived: (job) => reserve({ job, taken: false }, d),
      workerFree(worker) {
        while (worker.room > 0) {
          const reservation = queues[worker.index]?.shift();
          if (reservation === undefined) break;
          start(reservation, worker);
        }
      },
      workerJoined({ index }) {
        queues[index] = stranded;
        stranded = queueOfReservations();
      },
      workerLeft({ index }) {
        const queue = queues[index] as ForgetfulQueue<Reservation>;
        for (let left = queue.shift(); left !== undefined; left = queue.shift()) reserve(left, 1);
      },
    };
  },
});

function queueOfReservations(): ForgetfulQueue<Reservation> {
  return new ForgetfulQueue(({ job, taken }) => !taken && job.open);
}
