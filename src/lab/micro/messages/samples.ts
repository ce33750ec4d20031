import type { Message } from '../../../cluster/wire/messages.ts';

const correlationId = '0a3f7c52-96d1-4e08-8b7e-5d2c1f904be6';
const params = '{"header":2,"datasize":20,"pageCount":20}';
const work = { runs: 'job', job: 'report-a', params } as const;
const result = '{"digest":"6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b","bytes":48213}';

/** One message of each of the four kinds, as for a report request. */
export const SAMPLES: readonly Message[] = [
  {
    kind: 'request to primary',
    header: { correlationId, sender: 3 },
    payload: { type: 'report A', key: 'customer 17', timeoutMs: 10_000, work },
  },
  {
    kind: 'request from primary',
    header: { correlationId, receiver: 7, attempt: 1 },
    payload: { work, timeoutMs: 10_000 },
  },
  {
    kind: 'reply to primary',
    header: { correlationId, sender: 7, attempt: 1 },
    payload: { ok: true, startedMs: 8_213_907.412659, serviceMs: 31.853174, error: '', result },
  },
  {
    kind: 'reply from primary',
    header: { correlationId, receiver: 3 },
    payload: {
      outcome: 'ok',
      jobWorker: 7,
      startedMs: 8_213_907.412659,
      waitMs: 4.197246,
      serviceMs: 31.853174,
      reason: '',
      result,
    },
  },
];
