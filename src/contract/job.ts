/** How a job left the worker it was assigned to, or the system. */
export type Outcome =
  /** The worker returned a result in time. */
  | 'ok'
  /** The worker returned an error. */
  | 'failed'
  /** The deadline passed first; a result that comes later is dropped. */
  | 'timedOut'
  /** Whoever asked for it went away. */
  | 'cancelled'
  /** Never run: the queue was full, or the strategy shed it. */
  | 'rejected';

/** One unit of heavy work, as a strategy sees it. Reading what the strategy has not declared in `uses` throws. */
export interface Job {
  /** Arrival number, from 0, unique in a trial. */
  readonly id: number;
  /** When the primary first saw it, in ms on the clock of `cluster.now()`. */
  readonly arrivalMs: number;
  /** 1 for the first try; one more each time a worker was lost with it. */
  readonly attempt: number;
  /** False once it has its outcome (expired, cancelled…): assigning it then does nothing. */
  readonly open: boolean;
  /** Request type, a name of the scenario. Needs `uses: ['type']`. */
  readonly type: string;
  /** Service time in ms on a worker of speed 1. Needs `uses: ['exact size']`. */
  readonly sizeMs: number;
  /** A guess at that. Needs `uses: ['estimated size']`. */
  readonly estimateMs: number;
  /** When it expires, in ms on the clock of `cluster.now()`; Infinity if never. Needs `uses: ['deadline']`. */
  readonly deadlineMs: number;
  /** What requests that belong together share (a user, a document). Needs `uses: ['key']`. */
  readonly key: string;
  /** How long the worker ran it, in ms; known in `jobFinished`. Needs `uses: ['latency']`. */
  readonly serviceMs: number;
}

/** A job worker, as a strategy sees it. */
export interface Worker {
  /** Small dense number to index arrays with; given to another worker after this one has left. */
  readonly index: number;
  /** Jobs assigned to it and not finished. Moves at assignment; those of other primaries, if any, are as of their last word. */
  readonly unfinished: number;
  /** How many more jobs it may be sent now: window less its unfinished jobs of this primary, at least 0; Infinity without a window. */
  readonly room: number;
  /** False once it has left. */
  readonly present: boolean;
  /** Relative speed, 1 by default. Needs `uses: ['speed']`. */
  readonly speed: number;
}

/** What a worker says of its own load when probed. */
export interface LoadReport {
  /** Jobs at the worker, running or waiting there, when it answered. */
  readonly unfinished: number;
  /** Its estimate of how long a job that arrives now would take, in ms. */
  readonly latencyMs: number;
}
