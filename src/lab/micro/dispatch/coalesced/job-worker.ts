import { JobWorker } from '../../../../cluster/job-worker/job-worker.ts';
import { NO_JOBS } from '../../../../cluster/job-worker/jobs.ts';
import { processEnd } from '../../../../cluster/links/process-end.ts';
import { Channel, receive } from '../../../../cluster/wire/channel.ts';
import type { Message } from '../../../../cluster/wire/messages.ts';
import { fail, malformed } from '../failure.ts';
import { listen } from '../roles.ts';

const end = processEnd();
const jobs = new JobWorker(end.id, new Channel(end, fail), 1, NO_JOBS);

function heard(message: Message): void {
  if (message.kind === 'request from primary') jobs.accept(message);
  else malformed(message);
}

end.hear((raw) => {
  receive(raw, heard, malformed);
  jobs.work();
});
listen(malformed);
