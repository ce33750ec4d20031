/** Blocks for ever, but computes nothing meanwhile. */
const BLOCK = 'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)';

/** A strategy as the README shows it, with other callbacks. */
function like(create: string): string {
  return `import { defineStrategy } from '../src/contract/strategy.ts';
import mine from './mine.ts';

export default defineStrategy({ ...mine, create: ${create} });
`;
}

/** Each fails in a way of its own: what is told of it, live and in simulation. */
export const FAILING: Readonly<Record<string, { source: string; live: RegExp; simulated?: RegExp }>> = {
  'names-nobody': {
    source: like('(cluster) => ({ jobArrived() { cluster.workerAt(99); }, workerFree() {} })'),
    live: /^strategy names-nobody names worker 99, which is not there \(strategies\/names-nobody\.ts:4\)$/,
    simulated:
      /^strategy names-nobody names worker 99, which is not there \(strategies\/names-nobody\.ts:4\)$/,
  },
  'throws-at-once': {
    source: like("() => { throw new Error('not today'); }"),
    live: /^strategy throws-at-once threw while it was made: not today \(strategies\/throws-at-once\.ts:4\)$/,
    simulated: /^strategy throws-at-once threw while it was made: not today \(/,
  },
  'throws-later': {
    source: like(
      "(cluster) => ({ async jobArrived() { await null; throw new Error('too late'); }, workerFree() {} })",
    ),
    live: /^strategy throws-later threw outside its callbacks: too late \(strategies\/throws-later\.ts:4\)$/,
    simulated: /^strategy throws-later (threw outside its callbacks: too late|holds \d+ jobs.*)$/,
  },
  'picks-nobody': {
    source:
      "import { assignOnArrival } from '../src/toolkit/assign-on-arrival.ts';\n" +
      like('(cluster) => assignOnArrival(cluster, () => undefined)'),
    live: /^strategy picks-nobody threw when job 0 arrived: its pick returns no worker, though there are \d+ \(strategies\/picks-nobody\.ts:5\)$/,
    simulated: /^strategy picks-nobody threw when job 0 arrived: its pick returns no worker/,
  },
  stalls: {
    source: like('() => ({ jobArrived() {}, workerFree() {} })'),
    live: /^strategy stalls holds \d+ jobs, job \d+ among them, while all workers have been idle for 2 s$/,
    simulated: /^strategy stalls holds \d+ jobs/,
  },
  // What it does is what is tested: a strategy may end its process, and only its own trials.
  'ends-the-process': {
    source: like('() => ({ jobArrived() { process.exit(0); }, workerFree() {} })'),
    live: /^strategy ends-the-process ended the primary \(exit code 0\)$/,
    simulated: /^strategy ends-the-process ended its process \(exit code 0\)$/,
  },
  'aborts-the-process': {
    source: like('() => ({ jobArrived() { process.abort(); }, workerFree() {} })'),
    live: /^strategy aborts-the-process used all the memory of the primary, or aborted it$/,
    simulated: /^strategy aborts-the-process ran out of memory$/,
  },
  'never-returns': {
    source: like(`() => ({ jobArrived(job) { if (job.id === 2) ${BLOCK}; }, workerFree() {} })`),
    live: /^the primary has been stuck for 5 s: strategy never-returns seems never to return from job 2$/,
  },
};

/** Fails only where time begins at 0, as in simulation; prints, and leaves timers behind. */
export const ONLY_IN_SIMULATION = `import { defineStrategy } from '../src/contract/strategy.ts';
import { extend } from '../src/toolkit/extend.ts';
import mine from './mine.ts';

setInterval(() => {}, 1);
export default defineStrategy({
  ...mine,
  create(cluster) {
    console.log('hello', cluster.now());
    const strategy = mine.create(cluster, {});
    const wake = () => cluster.now() < 10_000 && cluster.wakeAfter(0);
    return extend(strategy, { wake, jobArrived: wake });
  },
});
`;

export const STANDS_STILL =
  /strategy only-in-simulation asks to be woken at once, again and again, so that time stands still/;
