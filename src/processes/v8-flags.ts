import { execFileSync } from 'node:child_process';
import { setFlagsFromString } from 'node:v8';

/** Every V8 flag that is set anywhere. Not every Node version has all of them. */
const WANTED = {
  /**
   * For simulations. The path of a job is a long chain of small functions, so more inlining than by default pays. Most jobs of a
   * large cluster outlive a small young generation, and copying them costs more than the memory of a large one. In turn the old
   * generation may grow only a little before it is collected, and collection starts early.
   */
  simulation: [
    '--max-inlined-bytecode-size-cumulative=3000',
    '--min-semi-space-size=16',
    '--max-semi-space-size=64',
    '--heap-growing-percent=10',
    '--incremental-marking-hard-trigger=40',
  ],
  /**
   * Optimises hot code after a sixth of the usual wait. For ready processes of a cluster and for the load generator: a trial lasts
   * only seconds, while a real service runs for months with compiled code. Node 20 only: later versions of V8 lack this flag.
   */
  compileSoon: ['--interrupt-budget=20000'],
  /**
   * For workers, where almost nothing outlives its request. With the default young generation of 16 MB per half, V8 uses all of it
   * in time and never returns it, so memory grows for an hour without a leak.
   */
  smallYoungGeneration: ['--max-semi-space-size=2'],
  collectOnDemand: ['--expose-gc'],
} as const;

type Purpose = keyof typeof WANTED;

/** Kept in the environment, so that V8 is asked once per command and forked processes inherit the answer. */
const ANSWER = 'CLUSTER_BENCH_V8_FLAGS';

let withheld: ReadonlySet<string> | undefined;

/** The flags for a purpose that this Node knows. With an unknown flag it would not start, or print an error. */
export function v8Flags(purpose: Purpose): readonly string[] {
  const known = knownFlags();
  return WANTED[purpose].filter((flag) => known.has(flag));
}

/** From now on what this process starts does not inherit the answer: it may be no process of ours. */
export function withholdV8Flags(): void {
  withheld = knownFlags();
  delete process.env[ANSWER];
}

/** The environment of this process, for one that is not ours. */
export function foreignEnvironment(): NodeJS.ProcessEnv {
  const { [ANSWER]: _, ...environment } = process.env;
  return environment;
}

/** Sets them in this process. */
export function setV8Flags(purpose: Purpose): void {
  for (const flag of v8Flags(purpose)) setFlagsFromString(flag);
}

function knownFlags(): ReadonlySet<string> {
  if (withheld !== undefined) return withheld;
  const [version, ...inherited] = process.env[ANSWER]?.split(' ') ?? [];
  if (version === process.version) return new Set(inherited);
  const options = execFileSync(process.execPath, ['--v8-options'], { encoding: 'utf8' });
  const known = Object.values(WANTED)
    .flat()
    .filter((flag) => options.includes(` ${flag.split('=')[0]} `));
  process.env[ANSWER] = [process.version, ...known].join(' ');
  return new Set(known);
}
