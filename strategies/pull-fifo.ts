import { defineStrategy } from '../src/contract/strategy.ts';
import { holdCentrally } from '../src/toolkit/hold-centrally.ts';
import { RingQueue } from '../src/toolkit/ring-queue.ts';

export default defineStrategy({
  title: 'Central queue, first come first served (c-FCFS, M/G/k); JBSQ(n) with a window of n',
  source: 'Erlang 1917; JBSQ: Kogias et al., R2P2, 2019',
  cost: 'O(1)',
  shines: 'as the strongest baseline without knowledge of the jobs: no worker idles while a job waits',
  fails:
    'with rare long jobs: the many short ones wait behind them; with a window of 1 a worker idles for a round trip after each job',
  uses: [],
  window: 1,
  create: (cluster) => holdCentrally(cluster, new RingQueue()),
});
