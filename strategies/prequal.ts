import { defineStrategy } from '../src/contract/strategy.ts';
import { assignOnArrival } from '../src/toolkit/assign-on-arrival.ts';
import { extend } from '../src/toolkit/extend.ts';
import { ProbePool } from '../src/toolkit/probe-pool.ts';
import { drawDistinctWorkers, drawWorker } from '../src/toolkit/sample.ts';

/** Answers removed from the pool with each job, in turn the oldest and the worst. Good ones are used up; bad ones would pile up. */
const REMOVED_PER_JOB = 1;

export default defineStrategy({
  title: 'Prequal: probes, hot-cold lexicographic',
  source: 'Wydrowski et al. 2024 (Google)',
  signal:
    'unfinished jobs and latency from recent probes of workers; assignment adds one job to the answer used',
  ties: 'the earlier answer',
  cost: 'O(pool log pool), whatever n',
  shines:
    'with many dispatchers, and workers slowed by other programs: it sees load that its own counts do not show',
  fails:
    'with one dispatcher, which knows the counts anyway; and with workers that answer probes only between jobs',
  uses: ['probe'],
  // A worker knows only the jobs that it was sent. With a window its answer could not show a long queue.
  window: Number.POSITIVE_INFINITY,
  parameters: {
    probes: { kind: 'integer', default: 3, min: 1, max: 100, about: 'workers probed for each job' },
    pool: { kind: 'integer', default: 16, min: 2, max: 1000, about: 'answers kept, one for each worker' },
    maxAgeMs: { kind: 'number', default: 1000, min: 1, max: 1e9, about: 'age at which an answer is dropped' },
    hotQuantile: {
      kind: 'number',
      default: 0.84,
      min: 0,
      max: 1,
      about:
        'workers with more unfinished jobs than this quantile of the pool are hot; 0 compares only unfinished jobs',
    },
  },
  create(cluster, { probes, pool: capacity, maxAgeMs, hotQuantile }) {
    const pool = new ProbePool(capacity, hotQuantile);
    let removeOldest = true;

    /**
     * How often an answer is used so that the pool does not drain. A job brings new answers, as far as they are not about
     * workers in the pool already, and takes one out; what is left may be used up. Twice as often leaves a margin.
     */
    function uses(): number {
      const gained = (1 - capacity / cluster.workers.length) * probes - REMOVED_PER_JOB;
      return gained > 0 ? Math.max(1, 2 / gained) : Number.POSITIVE_INFINITY;
    }

    const push = assignOnArrival(cluster, () => {
      pool.forgetBefore(cluster.now() - maxAgeMs);
      const worker = pool.size < 2 ? drawWorker(cluster) : pool.use();
      if (removeOldest) pool.removeOldest();
      else pool.removeWorst();
      removeOldest = !removeOldest;
      return worker;
    });

    return extend(push, {
      jobArrived() {
        for (const worker of drawDistinctWorkers(cluster, probes)) cluster.probe(worker);
      },
      probed: (worker, report) =>
        pool.add(worker, report, cluster.now(), Math.floor(uses() + cluster.random())),
      workerLeft: (worker) => pool.forget(worker),
    });
  },
});
