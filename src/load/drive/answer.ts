import type { RequestOutcome, RequestRecord } from '../../measuring/summary/request-record.ts';

/** The fields of the server's JSON answer; missing ones are unknown. */
export interface ServerView extends Pick<RequestRecord, 'httpWorker' | 'jobWorker' | 'waitMs' | 'serviceMs'> {
  /** When its job started, on the monotonic clock; 0 if unknown. */
  readonly startedMs: number;
}

export const UNKNOWN: ServerView = { httpWorker: 0, jobWorker: 0, startedMs: 0, waitMs: -1, serviceMs: -1 };

export function serverView(body: string): ServerView {
  const answer = parsed(body);
  if (typeof answer !== 'object' || answer === null) return UNKNOWN;
  const fields = new Map<string, unknown>(Object.entries(answer));
  const number = (name: keyof ServerView): number => {
    const value = fields.get(name);
    return typeof value === 'number' ? value : UNKNOWN[name];
  };
  return {
    httpWorker: number('httpWorker'),
    jobWorker: number('jobWorker'),
    startedMs: number('startedMs'),
    waitMs: number('waitMs'),
    serviceMs: number('serviceMs'),
  };
}

/** Of our own cluster's answers, and with `isOk` of anyone's. 499 is what proxies say of a client that went away. */
export function outcomeOf(status: number, isOk: (status: number) => boolean = isSuccess): RequestOutcome {
  if (isOk(status)) return 'ok';
  if (status === 504) return 'timedOut';
  if (status === 503) return 'rejected';
  if (status === 499) return 'cancelled';
  return 'failed';
}

function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
