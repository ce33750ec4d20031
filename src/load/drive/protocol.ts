import type { RequestOutcome } from '../../measuring/summary/request-record.ts';
import type { TrafficRequest } from '../plan/app-under-test.ts';
import { outcomeOf, type ServerView, serverView, UNKNOWN } from './answer.ts';
import type { Answer, HttpRequest } from './client-guard.ts';
import type { DueRequest } from './request-log.ts';
import { pathOf } from './targets.ts';

/** How planned requests are written, and what their answers say. */
export interface Protocol {
  requestOf(request: DueRequest): HttpRequest;
  read(answer: Answer): { readonly outcome: RequestOutcome; readonly view: ServerView };
}

/** Of our own cluster. */
export const CLUSTER_PROTOCOL: Protocol = {
  requestOf: (request) => ({ method: 'GET', path: pathOf(request) }),
  read: ({ status, body }) => ({ outcome: outcomeOf(status), view: serverView(body) }),
};

/** Of a server that is not ours: `requests` by their number in the plan. What it says of itself is its own affair. */
export function protocolOf(requests: readonly TrafficRequest[], isOk: (status: number) => boolean): Protocol {
  return {
    requestOf: ({ seq }) => requests[seq] as TrafficRequest,
    read: ({ status }) => ({ outcome: outcomeOf(status, isOk), view: UNKNOWN }),
  };
}
