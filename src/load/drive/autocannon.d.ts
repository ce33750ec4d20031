/** The part of autocannon 9.0.0 that is used here. Names with an underscore are internals: see test/load/autocannon-contract.test.ts. */
declare module 'autocannon' {
  import type { EventEmitter } from 'node:events';
  import type { Socket } from 'node:net';

  export interface Options {
    readonly url: string;
    readonly connections: number;
    readonly pipelining: 1;
    /** Seconds. */
    readonly duration: number;
    /** Seconds since a connection's last write. */
    readonly timeout: number;
    /** Ms between checks whether the run is over. */
    readonly sampleInt: number;
    readonly skipAggregateResult: true;
    /** Called for each client before it connects. */
    readonly setupClient: (client: Client) => void;
  }

  /** Settles when all clients are destroyed, or if they could not be set up. */
  export interface Run extends EventEmitter, PromiseLike<unknown> {}

  export interface Request {
    readonly method: string;
    readonly path: string;
    /** `Host`, `Connection` and the length of the body are added. */
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: string;
    /** Called when the answer is complete, just before the client's `response` event. */
    readonly onResponse: (status: number, body: string) => void;
  }

  /** Payload of the event `headers`. */
  export interface ResponseHead {
    /** False too where the parser cannot tell the length of a body. */
    readonly shouldKeepAlive: boolean;
    readonly statusCode: number;
    /** Names and values by turns. */
    readonly headers: readonly string[];
  }

  /** One connection. Emits `headers`, `response`, `connError` and `done`, among others. */
  export interface Client extends EventEmitter {
    /** Undefined until the first connect. */
    readonly conn: Socket | undefined;
    readonly parser: {
      reinitialize(type: 'RESPONSE'): void;
      /** `HTTPParser.kOnHeadersComplete`: returns true if the answer has no body, whatever its headers say. */
      2(head: ResponseHead): unknown;
    };
    readonly pipelinedRequests: { insertRequest(request: object): void; size(): number };
    setRequests(requests: Request[]): void;
    destroy(): void;
    /** Called on creation and after a broken connection. Calls `_doRequest`. */
    _connect: () => void;
    /** Sends the next request. Called when there is a socket, and after each answer. */
    _doRequest: () => void;
    /** Removes listeners, destroys the socket and forgets requests in flight. */
    _destroyConnection(): void;
  }

  export default function autocannon(options: Options): Run;
}
