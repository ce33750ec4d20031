import { Channel, receive } from '../../../../cluster/wire/channel.ts';
import type { Message } from '../../../../cluster/wire/messages.ts';
import { fail, malformed } from '../failure.ts';
import type { LoopResult, PathPlan } from '../plan.ts';
import { forkRole, pipeTo } from '../roles.ts';
import { scheduleJobs } from './scheduling.ts';

/** This project's path: coalescing channels, messages as arrays, decisions by the dispatcher. */
export async function runCoalesced(plan: PathPlan): Promise<LoopResult> {
  const http = await forkRole(import.meta.url, 'http-worker', plan);
  const pipe = pipeTo(http);
  const channel = new Channel(pipe, fail);
  const scheduling = await scheduleJobs(plan.window, (message) => channel.send(message));

  function heard(message: Message): void {
    if (message.kind === 'request to primary') scheduling.requested(message);
    else malformed(message);
  }

  return new Promise((resolve) => {
    pipe.hear((raw) => receive(raw, heard, malformed));
    http.once('message', (result) => resolve(result as LoopResult));
    http.send('start');
  });
}
