import type { RequestOutcome, RequestRecord } from '../../measuring/summary/request-record.ts';

/** The fields of the server's JSON answer; missing ones are unknown. */
export type ServerView = Pick<RequestRecord, 'httpWorker' | 'jobWorker' | 'waitMs' | 'serviceMs'>;

export const UNKNOWN: ServerView = { httpWorker: 0, jobWorker: 0, waitMs: -1, serviceMs: -1 };

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
    waitMs: number('waitMs'),
    serviceMs: number('serviceMs'),
  };
}

export function outcomeOf(status: number): RequestOutcome {
  if (status >= 200 && status < 300) return 'ok';
  if (status === 504) return 'timedOut';
  if (status === 503) return 'rejected';
  return 'failed';
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
