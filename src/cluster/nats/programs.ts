import { fileURLToPath } from 'node:url';

/** What agents run for a primary: job workers of the bench or of an app, or processes for tasks. Nothing else. */
const PROGRAMS = {
  bench: new URL('../worker-main.js', import.meta.url),
  app: new URL('../../library/job-worker-main.js', import.meta.url),
  simulation: new URL('../../bench/simulated/task-child.js', import.meta.url),
  search: new URL('../../bench/simulated/search-child.js', import.meta.url),
  advice: new URL('../../bench/advice/trial-child.js', import.meta.url),
  validation: new URL('../../lab/validation/worker-main.js', import.meta.url),
} as const;

export type Program = keyof typeof PROGRAMS;

export function moduleOf(program: Program): string {
  return fileURLToPath(PROGRAMS[program]);
}

/** Undefined for a module that agents do not run. */
export function programAt(module: URL): Program | undefined {
  const known = Object.keys(PROGRAMS) as Program[];
  return known.find((program) => PROGRAMS[program].href === module.href);
}

/** Whether it takes jobs of a cluster, and not tasks. */
export function isJobWorker(program: Program): boolean {
  return program === 'bench' || program === 'app';
}
