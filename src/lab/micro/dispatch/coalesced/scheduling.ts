import type { StrategyArm } from '../../../../catalogue/arms.ts';
import { loadDefinition } from '../../../../catalogue/load-definition.ts';
import { Attention } from '../../../../cluster/primary/attention.ts';
import { PrimaryScheduling } from '../../../../cluster/primary/primary-scheduling.ts';
import { Channel, receive } from '../../../../cluster/wire/channel.ts';
import type { Message } from '../../../../cluster/wire/messages.ts';
import { monotonicMs } from '../../../../processes/clock.ts';
import { COMPILED_ROOT } from '../../../../processes/roots.ts';
import { fail, malformed } from '../failure.ts';
import { JOB_WORKERS } from '../plan.ts';
import { forkRole, pipeTo } from '../roles.ts';

const STRATEGY = 'pull-fifo';
const LIMITS = { timeoutMs: 3_600_000, queueLimit: 100_000, seed: 1 };

/** The cluster's own scheduling, under one central FIFO queue, over channels to job workers it forks. */
export async function scheduleJobs(
  window: number | null,
  toHttpWorker: (message: Message) => void,
): Promise<PrimaryScheduling> {
  const arm: StrategyArm = {
    kind: 'strategy',
    label: STRATEGY,
    name: STRATEGY,
    parameters: {},
    window,
    uses: [],
    file: {
      place: STRATEGY,
      source: '',
      module: new URL(`strategies/${STRATEGY}.js`, COMPILED_ROOT).href,
    },
  };
  const attention = new Attention(monotonicMs, setImmediate);
  const channels = new Map<number, Channel>();

  function send(worker: number, message: Message): void {
    const channel = channels.get(worker);
    if (channel === undefined) toHttpWorker(message);
    else channel.send(message);
  }

  function heard(message: Message): void {
    if (message.kind === 'reply to primary') scheduling.replied(message);
    else malformed(message);
  }

  const scheduling = new PrimaryScheduling(
    arm,
    await loadDefinition(arm.file.module),
    { ...LIMITS, jobs: [] },
    { send },
    fail,
  );
  for (let i = 0; i < JOB_WORKERS; i++) {
    const worker = await forkRole(import.meta.url, 'job-worker', null);
    const pipe = pipeTo(worker);
    const channel = new Channel(pipe, fail);
    channels.set(worker.id, channel);
    pipe.hear((raw) => {
      receive(raw, heard, malformed);
      channel.flush();
      attention.heard();
    });
    scheduling.workerJoined(worker.id, 1);
  }
  return scheduling;
}
