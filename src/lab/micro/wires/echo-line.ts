/** One side of a way between two processes. Texts arrive in the order they were sent. */
export interface EchoLine {
  send(text: string): void;
  /** From when this resolves, `heard` is called with each text that arrives. */
  hear(heard: (text: string) => void): Promise<void>;
}

/** The other side sends back whatever arrives. */
export function echo(line: EchoLine): Promise<void> {
  return line.hear((text) => line.send(text));
}

export const WIRES = [
  'process.send',
  'coalescing channel',
  'thread',
  'Unix socket',
  'TCP',
  'NATS',
  'Redis list',
  'Redis pub/sub',
] as const;

/** `coalescing channel` is this project's; `thread` is `postMessage` to a worker thread. */
export type WireName = (typeof WIRES)[number];

export interface Load {
  readonly bytes: number;
  readonly inFlight: number;
}

/** What one process measures: a wire, under each of these loads for so long. */
export interface WireTask {
  readonly wire: WireName;
  readonly loads: readonly Load[];
  readonly loadMs: number;
}
