/** Job workers of every system measured here. */
export const JOB_WORKERS = 2;

/** As long as the cluster's own default; nothing here takes that long. */
export const TIMEOUT_MS = 10_000;

/** One measurement of a dispatch path: a closed loop that keeps `inFlight` jobs open until all have been answered. */
export interface PathPlan {
  readonly system: System;
  readonly inFlight: number;
  /** What a job is given and gives back. Only the pools and the library carry anything. */
  readonly carries: 'nothing' | '1 kB';
  /** Unfinished jobs a job worker may hold; null for no limit. Systems without a window ignore it. */
  readonly window: number | null;
  /** Answered before the clock starts. */
  readonly warmupJobs: number;
  readonly jobs: number;
}

/** HTTP worker → primary → job worker and back, four messages a job. */
export type WholePath = 'coalesced' | 'plain' | 'article';

/** Primary → job worker and back, two messages a job, requests made in the primary. */
export type PoolPath = 'direct' | 'bare' | 'library' | Pool;

/** Pools of others; piscina's workers are threads, the others' are processes. */
export type Pool = 'jest-worker' | 'worker-farm' | 'workerpool' | 'tinypool' | 'poolifier' | 'piscina';

export type System = WholePath | PoolPath;

export interface LoopResult {
  /** Warm-up included. */
  readonly answers: number;
  /** Answers that belonged to no open request. */
  readonly strays: number;
  /** For the jobs after the warm-up. */
  readonly elapsedMs: number;
}
