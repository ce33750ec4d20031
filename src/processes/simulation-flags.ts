import { knownFlags } from './known-flags.ts';

/**
 * V8's, for a process that simulates. The way of a job is one long chain of small functions, worth inlining further than by
 * default. Most jobs of a large cluster outlive a small young generation, and copying them costs more than its memory; in
 * turn the old generation may grow only a little before it is looked through, and that begins early.
 */
const WANTED: readonly string[] = [
  '--max-inlined-bytecode-size-cumulative=3000',
  '--min-semi-space-size=16',
  '--max-semi-space-size=64',
  '--heap-growing-percent=10',
  '--incremental-marking-hard-trigger=40',
];

export function simulationFlags(): readonly string[] {
  return knownFlags(WANTED);
}
