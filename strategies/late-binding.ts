import type { Job, Worker } from '../src/contract/job.ts';
import { defineStrategy } from '../src/contract/strategy.ts';
import { ForgetfulQueue } from '../src/toolkit/forgetful-queue.ts';
import { drawDistinctWorkers, leastLoaded } from '../src/toolkit/sample.ts';

/** A job's place in the queues of several workers; the first of them to reach it takes the job. */
interface Reservation {
  readonly job: Job;
  taken: boolean;
}

export default defineStrategy({
  title: 'Late binding: reservations in d queues, cancelled on start',
  source: 'Ousterhout et al., Sparrow, 2013',
  binding: 'late',
  signal: 'which of d workers drawn at random is the first to have room; moves at assignment',
  ties: 'fewest unfinished jobs, then the first drawn',
  order: 'first come, first served in each queue of reservations',
  cost: 'O(d)',
  shines: 'with many dispatchers and sizes nobody knows: as good as knowing the work left at d workers',
  fails:
    'with one dispatcher, for which a central queue does it with all workers; and where a round trip is long',
  uses: [],
  window: 1,
  parameters: {
    d: { kind: 'integer', default: 2, min: 1, max: 1000, about: 'different workers drawn for each job' },
  },
  create(cluster, { d }) {
    /** By worker index; one more while there are no workers. */
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
