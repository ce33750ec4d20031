import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';

const ANSWERS: Readonly<Record<string, readonly [status: number, error: string]>> = {
  HPE_HEADER_OVERFLOW: [431, 'request line and headers are longer than 8 KB'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'the request did not arrive in time'],
};
const OTHERWISE = [400, 'this is not a request that HTTP/1.1 allows'] as const;

/**
 * Answers what is no request, and so never reaches a route, as the routes would; then closes the connection. False where
 * nobody is there to be answered: the client hung up.
 */
export function answerUnreadable(worker: number, error: { readonly code?: string }, socket: Socket): boolean {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return false;
  }
  const [status, sentence] = ANSWERS[error.code ?? ''] ?? OTHERWISE;
  const body = JSON.stringify({ success: false, httpWorker: worker, error: sentence });
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nconnection: close\r\ncontent-type: application/json\r\n` +
      `content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
  return true;
}
