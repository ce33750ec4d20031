import { execFileSync } from 'node:child_process';

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

let known: readonly string[] | undefined;

/** Those that this Node knows: with any other it would not start. */
export function simulationFlags(): readonly string[] {
  known ??= knownOf(execFileSync(process.execPath, ['--v8-options'], { encoding: 'utf8' }));
  return known;
}

function knownOf(options: string): string[] {
  return WANTED.filter((flag) => options.includes(` ${flag.slice(0, flag.indexOf('='))} `));
}
