import type { ReplyToPrimary, RequestFromPrimary } from '../../../../cluster/wire/messages.ts';
import { runJob } from '../../../../jobs/run.ts';
import { monotonicMs } from '../../../../processes/clock.ts';
import { listen, sendToPrimary, workerId } from '../roles.ts';

listen((raw) => {
  const { header, payload } = raw as RequestFromPrimary;
  const startedMs = monotonicMs();
  const result = runJob(payload.work);
  const reply: ReplyToPrimary = {
    kind: 'reply to primary',
    header: { correlationId: header.correlationId, sender: workerId, attempt: header.attempt },
    payload: { ok: true, startedMs, serviceMs: monotonicMs() - startedMs, result, error: '' },
  };
  sendToPrimary(reply);
});
