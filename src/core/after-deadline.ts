/**
 * Who still waits for a job after its deadline, and for how many ms, shortest first: each waits for what those before it do, and
 * gives up only when they should long have done it. Job workers need no limit of their own: the time left travels with a job,
 * and one that expires before its turn is given back without being run.
 */
export const AFTER_DEADLINE_MS = {
  /** For its messages: a worker that is at one job for longer than a deadline and this is killed. */
  jobWorker: 250,
  /** The primary answers by the deadline; an HTTP worker that has heard nothing then answers without it. */
  httpWorker: 1000,
  /** Those who drive the load wait for the HTTP worker's answer. */
  client: 2000,
  /** At a drain the primary waits for jobs that are past their deadline: for the worker that runs one to end it, or be killed. */
  primary: 5000,
  /** An HTTP worker ends a connection that has been still for longer than any answer takes. */
  connection: 10_000,
  /** Whoever commands the cluster waits for the account after its drain, which asks every worker once the primary is done. */
  account: 15_000,
} as const;
