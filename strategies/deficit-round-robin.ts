import { defineStrategy } from '../src/contract/strategy.ts';
import { extend } from '../src/toolkit/extend.ts';
import { holdCentrally } from '../src/toolkit/hold-centrally.ts';
import { RingQueue } from '../src/toolkit/ring-queue.ts';
import { TypeMeans } from '../src/toolkit/type-means.ts';
import { TypeQueues } from '../src/toolkit/type-queues.ts';

export default defineStrategy({
  title: 'Deficit round robin (DRR) by type',
  source: 'Shreedhar and Varghese 1995',
  order:
    'types in turn, each for a quantum of work that it may save up for a longer job; first come, first served within a type',
  cost: 'O(1) if the quantum is at least the longest mean, else O(types × mean ÷ quantum)',
  shines: 'when very many types must share the workers evenly',
  fails: 'with a rare short type: it waits for a quantum of every other type',
  uses: ['type', 'latency'],
  window: 1,
  parameters: {
    quantumMs: {
      kind: 'number',
      default: 50,
      min: 1,
      max: 1e6,
      about: 'work of each type in a round, in ms',
    },
  },
  create(cluster, { quantumMs }) {
    const means = new TypeMeans();
    const queues = new TypeQueues(() => 0);
    /** Waiting types, the current one first, and the work that each may still do in its turn. */
    const turns = new RingQueue<string>();
    const deficits = new Map<string, number>();

    function endTurn(type: string, stays: boolean): void {
      turns.shift();
      if (stays) turns.push(type);
      else deficits.delete(type);
      const next = turns.peek();
      if (next !== undefined) deficits.set(next, (deficits.get(next) as number) + quantumMs);
    }

    function shift() {
      for (let type = turns.peek(); type !== undefined; type = turns.peek()) {
        const deficit = deficits.get(type) as number;
        const costMs = means.of(type) ?? quantumMs;
        if (queues.head(type) === undefined) endTurn(type, false);
        else if (costMs > deficit) endTurn(type, true);
        else {
          const job = queues.take(type);
          deficits.set(type, deficit - costMs);
          if (queues.head(type) === undefined) endTurn(type, false);
          return job;
        }
      }
      return undefined;
    }

    const pull = holdCentrally(cluster, {
      get size() {
        return queues.size;
      },
      push(job) {
        queues.push(job);
        if (deficits.has(job.type)) return;
        deficits.set(job.type, turns.size === 0 ? quantumMs : 0);
        turns.push(job.type);
      },
      shift,
      keep: (passes) => queues.keep(passes),
    });
    return extend(pull, { jobFinished: (job, _worker, outcome) => means.learn(job, outcome) });
  },
});
