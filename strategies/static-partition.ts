import type { Job } from '../src/contract/job.ts';
import { defineStrategy } from '../src/contract/strategy.ts';
import { extend } from '../src/toolkit/extend.ts';
import { partitionByType } from '../src/toolkit/partition-by-type.ts';
import { RingQueue } from '../src/toolkit/ring-queue.ts';
import { TypeProfile } from '../src/toolkit/type-profile.ts';

export default defineStrategy({
  title: 'Static partition by type',
  source: 'Textbook queueing: one M/G/n queue for each type; Perséphone without stealing',
  signal: 'which workers of its type have room; moves at assignment',
  order: 'first come, first served within a type',
  cost: 'O(types); when a worker joins or leaves, O(types) workers move',
  shines: 'as a bulkhead: no type can harm another',
  fails:
    'with few workers, and when the mix changes or was learnt badly: the workers of one type idle while another type waits',
  uses: ['type', 'latency'],
  window: 1,
  parameters: {
    profileJobs: {
      kind: 'integer',
      default: 1000,
      min: 1,
      max: 1_000_000,
      about:
        'number of first jobs that the shares of the types are learnt from; until then one queue for all',
    },
  },
  create(cluster, { profileJobs }) {
    const partition = partitionByType(cluster, (jobGroup, workerGroup) => jobGroup === workerGroup);
    const profile = new TypeProfile();
    /** The first jobs by arrival. The first to finish would lack the long ones. */
    const profiled = new RingQueue<Job>();
    /** Its number: not 0 if another strategy was in charge before. */
    let first: number | undefined;
    const isProfiled = ({ id }: Job) => first !== undefined && id >= first && id < first + profileJobs;
    let complete = false;
    let reserved = false;
    return extend(partition, {
      jobArrived(job) {
        first ??= job.id;
        if (isProfiled(job)) profiled.push(job);
        complete ||= job.id >= first + profileJobs - 1;
      },
      jobFinished(job, _worker, outcome) {
        if (reserved) return;
        if (isProfiled(job)) profile.add(job, outcome);
        while (profiled.peek()?.open === false) profiled.shift();
        if (!complete || profiled.size > 0 || profile.jobs === 0) return;
        reserved = true;
        partition.reserve(profile.demands().map((demand) => [demand]));
      },
    });
  },
});
