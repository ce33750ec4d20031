import { execFileSync } from 'node:child_process';
import { setFlagsFromString } from 'node:v8';

/** Every flag of V8 that is set anywhere. Which of them there are differs from one Node to the next. */
const WANTED = {
  /**
   * For a process that simulates. The way of a job is one long chain of small functions, worth inlining further than by
   * default. Most jobs of a large cluster outlive a small young generation, and copying them costs more than its memory; in
   * turn the old generation may grow only a little before it is looked through, and that begins early.
   */
  simulation: [
    '--max-inlined-bytecode-size-cumulative=3000',
    '--min-semi-space-size=16',
    '--max-semi-space-size=64',
    '--heap-growing-percent=10',
    '--incremental-marking-hard-trigger=40',
  ],
  /**
   * What is hot is optimised after a sixth of the usual wait. For the processes of a cluster once they are ready, and for what
   * drives them: a trial lasts seconds, a service for months, and its code is compiled all that time. Node 20 only: the V8 of
   * later ones has no such flag.
   */
  compileSoon: ['--interrupt-budget=20000'],
  /**
   * For a worker: hardly anything in it outlives its request. With more room, 16 MB a half, V8 takes it all sooner or later and
   * never gives it back: memory that grows for an hour without a leak.
   */
  smallYoungGeneration: ['--max-semi-space-size=2'],
  collectOnDemand: ['--expose-gc'],
} as const;

type Purpose = keyof typeof WANTED;

/** In the environment, so that V8 is asked once a command: the processes that it forks inherit the answer. */
const ANSWER = 'CLUSTER_BENCH_V8_FLAGS';

/** The flags for that purpose that this Node knows. With any other it would not start, or print an error. */
export function v8Flags(purpose: Purpose): readonly string[] {
  const known = knownFlags();
  return WANTED[purpose].filter((flag) => known.has(flag));
}

/** Sets them in this process. */
export function setV8Flags(purpose: Purpose): void {
  for (const flag of v8Flags(purpose)) setFlagsFromString(flag);
}

function knownFlags(): ReadonlySet<string> {
  const [version, ...inherited] = process.env[ANSWER]?.split(' ') ?? [];
  if (version === process.version) return new Set(inherited);
  const options = execFileSync(process.execPath, ['--v8-options'], { encoding: 'utf8' });
  const known = Object.values(WANTED)
    .flat()
    .filter((flag) => options.includes(` ${flag.split('=')[0]} `));
  process.env[ANSWER] = [process.version, ...known].join(' ');
  return new Set(known);
}
