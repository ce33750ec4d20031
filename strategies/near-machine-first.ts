import type { Worker } from '../src/contract/job.ts';
import { defineStrategy } from '../src/contract/strategy.ts';
import { assignOnArrival } from '../src/toolkit/assign-on-arrival.ts';
import { LeastUnfinished } from '../src/toolkit/least-unfinished.ts';

export default defineStrategy({
  title: 'Near machine first, with spill-over',
  source: 'Locality-aware balancing: zone-aware routing of Envoy, internal traffic policy of Kubernetes',
  signal: "unfinished jobs of the primary's own machine, then of all others; moves at assignment",
  ties: 'the near machine; on a machine at random',
  cost: 'O(1)',
  shines:
    'when messages to other machines take long beside the jobs, and the near machine is enough most of the time',
  fails: 'when jobs are long beside the way: then it only loads the near machine more than the others',
  uses: ['machine'],
  window: 2,
  parameters: {
    full: {
      kind: 'integer',
      default: 1,
      min: 1,
      max: 1000,
      about: 'unfinished jobs of each near worker at which jobs spill to other machines',
    },
  },
  create(cluster, { full }) {
    const near = new LeastUnfinished(cluster);
    const far = new LeastUnfinished(cluster);
    const groupOf = (worker: Worker) => (worker.machine === '' ? near : far);
    const pick = (): Worker | undefined => {
      const here = near.draw();
      if (here !== undefined && here.unfinished < full) return here;
      const there = far.draw();
      if (here === undefined || there === undefined) return here ?? there;
      return there.unfinished < here.unfinished ? there : here;
    };
    return assignOnArrival(cluster, pick, {
      joined: (worker) => groupOf(worker).joined(worker),
      left: (worker) => groupOf(worker).left(worker),
      changed: (worker) => groupOf(worker).changed(worker),
    });
  },
});
