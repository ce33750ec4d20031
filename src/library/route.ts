import type { HeavyPath } from '../cluster/http-worker/heavy-path.ts';
import type { AnswersKept } from '../cluster/type-answers.ts';

/** What whoever asks for a job needs to know of it. */
export interface JobFacts {
  readonly timeoutMs: number | undefined;
  /** A sentence if the parameters are wrong. */
  check(params: unknown): string | undefined;
}

/** How this process gets its jobs done. */
export interface Route {
  readonly path: HeavyPath;
  readonly jobs: ReadonlyMap<string, JobFacts>;
  /** The most that any job may take. */
  readonly timeoutMs: number;
  /** Hears what became of each job; undefined where nobody counts. */
  readonly kept: AnswersKept | undefined;
}

/** On the global object: an app may hold this package twice, and its cluster is one. */
const KEY = Symbol.for('cluster-scheduling-bench.route');
const shared = globalThis as { [KEY]?: Route | undefined };

/** Undefined outside a cluster. */
export function currentRoute(): Route | undefined {
  return shared[KEY];
}

export function takeRoute(route: Route | undefined): void {
  shared[KEY] = route;
}
