/** The outcome of a request for its client. */
export type RequestOutcome =
  /** 2xx, or whatever the user expects of a server that is not ours. */
  | 'ok'
  /** Any other status. */
  | 'failed'
  /** 504. */
  | 'timedOut'
  /** Cancelled by the client: unanswered when the trial ended. Or 499. */
  | 'cancelled'
  /** 503. */
  | 'rejected'
  /** The connection broke before the answer came. */
  | 'lost';

/** One request from its client's side. Times in ms from the start of the load; µs resolution. */
export interface RequestRecord {
  readonly seq: number;
  /** `route` of requests to a server that is not ours. */
  readonly class: 'light' | 'heavy' | 'route';
  readonly type: string;
  /** Requested length in ms on a worker of speed 1; absent for light requests and reports. */
  readonly sizeMs?: number | undefined;
  readonly warmup: boolean;
  readonly connection: number;
  /** When it was due; equal to `sentMs` in a closed loop. */
  readonly intendedMs: number;
  readonly sentMs: number;
  readonly endedMs: number;
  readonly outcome: RequestOutcome;
  /** HTTP status; 0 without an answer. */
  readonly status: number;
  /** Cluster worker ids, 0 if unknown. */
  readonly httpWorker: number;
  readonly jobWorker: number;
  /** When its job started; absent if it did not or nobody said so, and in older files. It ran for `serviceMs`. */
  readonly startedMs?: number | undefined;
  /** As the server measured them; −1 if it did not. */
  readonly waitMs: number;
  readonly serviceMs: number;
}

/** False for a job of zero length: its service time is only clock noise, so a ratio would be meaningless. */
export function hasSlowdown({ sizeMs, serviceMs }: RequestRecord): boolean {
  return sizeMs !== 0 && serviceMs > 0;
}
