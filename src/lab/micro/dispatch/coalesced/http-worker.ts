import { throughPrimary } from '../../../../cluster/http-worker/heavy-path.ts';
import { PendingRequests } from '../../../../cluster/http-worker/pending-requests.ts';
import { processEnd } from '../../../../cluster/links/process-end.ts';
import { Channel, receive } from '../../../../cluster/wire/channel.ts';
import type { Message } from '../../../../cluster/wire/messages.ts';
import { ClosedLoop, type Load } from '../closed-loop.ts';
import { fail, malformed, mustBeOk } from '../failure.ts';
import { NO_OP } from '../no-op.ts';
import { listenFromStart, report, roleArgument } from '../roles.ts';

const pending = new PendingRequests();
const end = processEnd();
const submit = throughPrimary(end.id, new Channel(end, fail), pending);

const loop = new ClosedLoop(
  roleArgument() as Load,
  async () => {
    mustBeOk(await submit(NO_OP).answer);
    loop.answered();
  },
  (answers, elapsedMs) => report(answers, pending.late, elapsedMs),
);

function heard(message: Message): void {
  if (message.kind === 'reply from primary') pending.resolve(message.header.correlationId, message.payload);
  else malformed(message);
}

end.hear((raw) => receive(raw, heard, malformed));
listenFromStart(() => loop.start(), malformed);
