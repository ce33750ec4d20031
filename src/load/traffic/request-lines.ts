import type { TrafficRequest } from '../plan/app-under-test.ts';
import { type Checked, checkedRequest } from './checked-request.ts';

/** Requests of a text, and what is wrong with it: each mistake led by `place`, and by a line where it has one. */
export interface ReadRequests {
  readonly requests: readonly TrafficRequest[];
  readonly mistakes: readonly string[];
  /** What was left out on purpose, in words. */
  readonly notes: readonly string[];
}

const REQUEST_LINE = /^([A-Za-z]+)[ \t]+(\S.*)$/;

/** One request a line: `GET /path`, or JSON. Empty lines and lines that begin with # say nothing. */
export function requestsInLines(text: string, place: string): ReadRequests {
  const requests: TrafficRequest[] = [];
  const mistakes: string[] = [];
  for (const [i, whole] of text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .entries()) {
    const line = whole.trim();
    if (line === '' || line.startsWith('#')) continue;
    const checked = line.startsWith('{') ? ofJson(line) : ofRequestLine(line);
    if ('request' in checked) requests.push(checked.request);
    else mistakes.push(...checked.mistakes.map((why) => `${place}:${i + 1}: ${why}`));
  }
  return { requests, mistakes, notes: [] };
}

function ofJson(line: string): Checked {
  try {
    return checkedRequest(JSON.parse(line));
  } catch (error) {
    return { mistakes: [`is no JSON: ${error instanceof Error ? error.message : String(error)}`] };
  }
}

function ofRequestLine(line: string): Checked {
  const [, method, path] = REQUEST_LINE.exec(line) ?? [];
  if (method !== undefined) return checkedRequest({ method, path });
  return { mistakes: ['must be a request such as GET /report/17, or JSON such as {"path":"/report/17"}'] };
}
