import type { RequestRecord } from '../../../src/measuring/summary/request-record.ts';

/** A heavy request that was due at 0, sent at once, waited 1 ms, ran 2 ms and was answered after 4 ms. */
export const GOOD: RequestRecord = {
  seq: 0,
  class: 'heavy',
  type: 'short',
  sizeMs: 2,
  warmup: false,
  connection: 0,
  intendedMs: 0,
  sentMs: 0,
  endedMs: 4,
  outcome: 'ok',
  status: 200,
  httpWorker: 1,
  jobWorker: 2,
  waitMs: 1,
  serviceMs: 2,
};

const { sizeMs: _, ...SIZELESS } = GOOD;

export const LIGHT: RequestRecord = {
  ...SIZELESS,
  class: 'light',
  type: 'light',
  jobWorker: 0,
  waitMs: -1,
  serviceMs: -1,
};

export function times(count: number, record: RequestRecord): RequestRecord[] {
  return Array.from({ length: count }, (_, seq) => ({ ...record, seq }));
}
