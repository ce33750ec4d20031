/** How a job left its worker, or the system. */
export type Outcome =
  /** The worker returned a result in time. */
  | 'ok'
  /** The worker returned an error. */
  | 'failed'
  /** The deadline passed first; a later result is dropped. */
  | 'timedOut'
  /** The client disconnected. */
  | 'cancelled'
  /** Never run: the queue was full, or the strategy shed it. */
  | 'rejected';

/** One unit of heavy work, as a strategy sees it. Reading a field that the strategy has not declared in `uses` throws. */
export interface Job {
  /** Arrival number, from 0, unique in a trial. */
  readonly id: number;
  /** Arrival at the primary, in ms on the clock of `cluster.now()`. */
  readonly arrivalMs: number;
  /** 1 for the first attempt; one more for each worker that was lost with it. */
  readonly attempt: number;
  /** False when it has its outcome (expired, cancelled…). Then assigning it does nothing. */
  readonly open: boolean;
  /** Request type, a name of the scenario. Needs `uses: ['type']`. */
  readonly type: string;
  /** Service time in ms on a worker of speed 1. Needs `uses: ['exact size']`. */
  readonly sizeMs: number;
  /** An estimate of the service time in ms. Needs `uses: ['estimated size']`. */
  readonly estimateMs: number;
  /** Deadline, in ms on the clock of `cluster.now()`; Infinity if none. Needs `uses: ['deadline']`. */
  readonly deadlineMs: number;
  /** Key that related requests share (a user, a document). Needs `uses: ['key']`. */
  readonly key: string;
  /** Run time at the worker in ms; known in `jobFinished`. Needs `uses: ['latency']`. */
  readonly serviceMs: number;
}

/** A job worker, as a strategy sees it. */
export interface Worker {
  /** Small dense number for indexing arrays. It is reused after the worker has left. */
  readonly index: number;
  /**
   * Jobs assigned to it and not finished. Changes at assignment. Counts of other primaries, if any, are those of the last
   * reading.
   */
  readonly unfinished: number;
  /**
   * How many more jobs it may be sent now: window minus its unfinished jobs of this primary, at least 0; Infinity without
   * a window.
   */
  readonly room: number;
  /** False once it has left. */
  readonly present: boolean;
  /** Relative speed, 1 by default. Needs `uses: ['speed']`. */
  readonly speed: number;
  /** Name of the machine that it runs on; empty for the primary's own. Needs `uses: ['machine']`. */
  readonly machine: string;
}

/** A worker's answer to a probe: its own load. */
export interface LoadReport {
  /** Jobs at the worker, running or waiting there, when it answered. */
  readonly unfinished: number;
  /** Its estimate of how long a job that arrives now would take, in ms. */
  readonly latencyMs: number;
}
