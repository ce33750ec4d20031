import { attemptTimed } from '../../../../cluster/job-worker/attempt.ts';
import type { ReplyToPrimary, RequestFromPrimary } from '../../../../cluster/wire/messages.ts';
import type { TimedWork } from '../../../../jobs/work.ts';
import { listen, sendToPrimary, workerId } from '../roles.ts';

listen((raw) => {
  const { header, payload } = raw as RequestFromPrimary;
  const reply: ReplyToPrimary = {
    kind: 'reply to primary',
    header: { correlationId: header.correlationId, sender: workerId, attempt: header.attempt },
    payload: attemptTimed(payload.work as TimedWork, 1),
  };
  sendToPrimary(reply);
});
