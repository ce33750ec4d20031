import { subscribe } from 'node:diagnostics_channel';
import type { ServerResponse } from 'node:http';

/** Counts from now on the HTTP answers of this process, by status. */
export function countAnswers(): () => Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  subscribe('http.server.response.finish', (told) => {
    const { statusCode } = (told as { readonly response: ServerResponse }).response;
    counts[statusCode] = (counts[statusCode] ?? 0) + 1;
  });
  return () => counts;
}
