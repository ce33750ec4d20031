/** What does not change while a page is watched. */
export interface Setup {
  readonly title: string;
  /** Upper ends of the buckets of response times; longer ones share one bucket more. */
  readonly boundsMs: readonly number[];
  /** Says what a name of a row is. */
  readonly rowsAre: 'strategy' | 'class' | 'type';
  /** The group that a page shows first, such as the class judged first; null if rows have no groups. */
  readonly firstGroup: string | null;
  readonly jobWorkers: number | null;
}

export interface Progress {
  readonly what: string;
  /** Of the whole, 0 to 1; null where there is no end. */
  readonly share: number | null;
  readonly leftMs: number | null;
}

/** Response times of good answers until now: of one name in one group. */
export interface Row {
  readonly name: string;
  readonly group: string | null;
  /** Gives the row its colour. */
  readonly place: number;
  readonly count: number;
  /** Requests without a good answer. */
  readonly bad: number;
  readonly p50: number | null;
  readonly p95: number | null;
  readonly p99: number | null;
}

/** A quarter of a second. Times in ms from the start of the board. */
export interface Point {
  readonly atMs: number;
  readonly place: number;
  /** Good answers by bucket, empty buckets left out. */
  readonly heat: readonly (readonly [bucket: number, count: number])[];
  /** Jobs that wait for a worker, and jobs that were sent to one; null where nobody says. */
  readonly waiting: number | null;
  readonly running: number | null;
  /** Job workers that have one. */
  readonly busy: number | null;
  /** Requests that were sent and are not answered; null where another process sends them. */
  readonly inFlight: number | null;
}

export interface Mark {
  readonly atMs: number;
  readonly kind: 'begin' | 'fault';
  readonly what: string;
}

export interface Line {
  readonly atMs: number;
  readonly text: string;
}

/** What a page has not seen yet. */
export interface Frame {
  /** Present if the page must forget what it has. */
  readonly setup?: Setup;
  readonly atMs: number;
  readonly progress: Progress;
  readonly rows: readonly Row[];
  readonly points: readonly Point[];
  readonly marks: readonly Mark[];
  readonly lines: readonly Line[];
  /** How it ended; null while it goes on. */
  readonly over: string | null;
}
