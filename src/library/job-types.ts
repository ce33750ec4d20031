import type { JobFunction } from '../contract/define-job.ts';

/**
 * Names and types of an app's jobs, where the app says them:
 *
 *     declare module 'cluster-scheduling-bench' {
 *       interface JobTypes { render: typeof import('./jobs/render.js').default }
 *     }
 */
// biome-ignore lint/suspicious/noEmptyInterface: apps add to it.
export interface JobTypes {}

/** Any text as long as the app says nothing. */
export type JobName = keyof JobTypes extends never ? string : keyof JobTypes & string;

type Typed<Name> = Name extends keyof JobTypes ? JobTypes[Name] : unknown;

export type ParamsOf<Name> = Typed<Name> extends JobFunction<infer Params, infer _Result> ? Params : unknown;

export type ResultOf<Name> =
  Typed<Name> extends JobFunction<infer _Params, infer Result> ? Awaited<Result> : unknown;
