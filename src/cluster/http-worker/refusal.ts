import { type ServerResponse, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';

/** Why a request reaches no route. */
export interface Refusal {
  readonly status: number;
  /** One sentence. */
  readonly error: string;
}

export const NO_HOST: Refusal = { status: 400, error: 'the host header is missing' };
export const EXPECTATION: Refusal = { status: 417, error: 'of expectations only 100-continue is met' };
export const METHOD: Refusal = { status: 405, error: 'only GET is served here' };

const UNREADABLE: Readonly<Record<string, Refusal>> = {
  HPE_HEADER_OVERFLOW: { status: 431, error: 'request line and headers are longer than 8 KB' },
  ERR_HTTP_REQUEST_TIMEOUT: { status: 408, error: 'the request did not arrive in time' },
};
const OTHERWISE: Refusal = { status: 400, error: 'this is not a request that HTTP/1.1 allows' };

/** For what Node's parser, or its patience, gave up. */
export function unreadable({ code = '' }: { readonly code?: string }): Refusal {
  return UNREADABLE[code] ?? OTHERWISE;
}

/** As the routes would say it. */
export function refuse(worker: number, refusal: Refusal, response: ServerResponse): void {
  const { headers, body } = parts(worker, refusal);
  response.writeHead(refusal.status, headers).end(body);
}

/** Where Node has no response to write to: what is said is the last on its connection. */
export function refuseLast(worker: number, refusal: Refusal, socket: Socket): void {
  const { headers, body } = parts(worker, refusal);
  const lines = Object.entries({ ...headers, connection: 'close' }).map(
    ([name, value]) => `${name}: ${value}`,
  );
  socket.write(
    [`HTTP/1.1 ${refusal.status} ${STATUS_CODES[refusal.status]}`, ...lines, '', body].join('\r\n'),
  );
}

function parts(worker: number, { status, error }: Refusal) {
  const body = JSON.stringify({ success: false, httpWorker: worker, error });
  const allow = status === METHOD.status ? { allow: 'GET' } : undefined;
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), ...allow };
  return { headers, body };
}
