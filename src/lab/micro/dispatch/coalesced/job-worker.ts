import { JobWorker } from '../../../../cluster/job-worker/job-worker.ts';
import { NO_JOBS } from '../../../../cluster/job-worker/jobs.ts';
import { Channel, receive } from '../../../../cluster/wire/channel.ts';
import type { Message } from '../../../../cluster/wire/messages.ts';
import { fail, malformed } from '../failure.ts';
import { listen, sendToPrimary, workerId } from '../roles.ts';

const jobs = new JobWorker(workerId, new Channel({ send: sendToPrimary }, fail), 1, NO_JOBS);

function heard(message: Message): void {
  if (message.kind === 'request from primary') jobs.accept(message);
  else malformed(message);
}

listen((raw) => {
  receive(raw, heard, malformed);
  jobs.work();
});
