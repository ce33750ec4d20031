import { v4 as uuid } from 'uuid';
import { PendingRequests } from '../../../../cluster/http-worker/pending-requests.ts';
import type { ReplyFromPrimary, RequestToPrimary } from '../../../../cluster/wire/messages.ts';
import { ClosedLoop, type Load } from '../closed-loop.ts';
import { mustBeOk } from '../failure.ts';
import { NO_OP } from '../no-op.ts';
import { listenFromStart, report, roleArgument, sendToPrimary, workerId } from '../roles.ts';

const pending = new PendingRequests();

const loop = new ClosedLoop(
  roleArgument() as Load,
  async () => {
    const correlationId = uuid();
    const answer = pending.wait(correlationId, NO_OP.timeoutMs);
    const header = { correlationId, sender: workerId };
    const request: RequestToPrimary = { kind: 'request to primary', header, payload: NO_OP };
    sendToPrimary(request);
    mustBeOk(await answer);
    loop.answered();
  },
  (answers, elapsedMs) => report(answers, pending.late, elapsedMs),
);

listenFromStart(
  () => loop.start(),
  (raw) => {
    const { header, payload } = raw as ReplyFromPrimary;
    pending.resolve(header.correlationId, payload);
  },
);
