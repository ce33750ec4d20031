import { defineStrategy } from '../src/contract/strategy.ts';
import { holdCentrally } from '../src/toolkit/hold-centrally.ts';
import { Stack } from '../src/toolkit/stack.ts';

export default defineStrategy({
  title: 'Central stack, last come first served (LCFS)',
  source:
    "Textbook queueing; the article's proposal: the master stacks cases, the next goes to the worker that is idle first",
  cost: 'O(1)',
  shines: 'under overload with impatient clients: the newest can still be answered in time',
  fails:
    'in the tail: the same mean wait as first come, first served, but 1/(1 − load) times its second moment',
  uses: [],
  window: 1,
  create: (cluster) => holdCentrally(cluster, new Stack()),
});
