/** One request of a log. A reader fills the same object for every line, so that a line allocates little. */
export class LogLine {
  /** In ms since 1970. */
  stampMs = Number.NaN;
  durationMs = Number.NaN;
  /** Time without the queue, where the log has it. */
  serviceMs = Number.NaN;
  method = 'GET';
  /** Path and query, or a whole URL. */
  target = '';
  /** The library's name for the work; empty if the log has none. */
  jobType = '';
  /** 0 if the log has none. */
  status = 0;
  /** The process or server that answered; empty if the log names none. */
  pool = '';

  clear(): this {
    this.stampMs = Number.NaN;
    this.durationMs = Number.NaN;
    this.serviceMs = Number.NaN;
    this.method = 'GET';
    this.target = '';
    this.jobType = '';
    this.status = 0;
    this.pool = '';
    return this;
  }
}

export type Emit = (line: LogLine) => void;

/** What became of a line. */
export type Verdict =
  /** Its requests were emitted. */
  | 'request'
  /** It belongs to the format and holds no request: headers, other messages. */
  | 'other line'
  /** It holds a request that cannot be used. */
  | 'aborted'
  | 'cache hit'
  | 'no matching request'
  /** It is not understood. */
  | 'another form'
  | 'no time';

export type JsonObject = Readonly<Record<string, unknown>>;

/** Reads one object of JSON; fills the line that it is given. */
export type ReadObject = (object: JsonObject, line: LogLine, emit: Emit) => Verdict;

export type ReadLine = (line: string, emit: Emit) => Verdict;

export interface Format {
  readonly name: string;
  /** What its stamps mean. */
  readonly stamp: 'start' | 'end';
  /** True if lines are written as requests end, so that a stamp far before the last is a jump of the clock. */
  readonly inOrder: boolean;
  /** Who says the time without the queue; null if nobody does. */
  readonly service: 'library' | 'field' | null;
  /** A reader for one file; null if it is one document. */
  readonly lines: (() => ReadLine) | null;
  /** For a file that is one document: the list in it, and a reader of its objects. */
  readonly document?: { readonly list: string; readonly read: ReadObject };
}
