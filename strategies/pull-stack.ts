import { defineStrategy } from '../src/contract/strategy.ts';
import { holdCentrally } from '../src/toolkit/hold-centrally.ts';
import { Stack } from '../src/toolkit/stack.ts';

export default defineStrategy({
  title: 'Central stack, last come first served (LCFS)',
  source:
    "Textbook queueing; the article's proposal: cases stacked on the master, the next to the earliest idle worker",
  cost: 'O(1)',
  shines: 'under overload with impatient clients: the newest can still be answered in time',
  fails:
    'in the tail: same mean wait as first come first served, but its second moment is 1/(1 − load) times larger',
  uses: [],
  window: 1,
  create: (cluster) => holdCentrally(cluster, new Stack()),
});
