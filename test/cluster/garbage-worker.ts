import cluster from 'node:cluster';
import type { FromWorker, ToWorker } from '../../src/cluster/control.ts';
import { processEnd } from '../../src/cluster/links/process-end.ts';
import type { WireMessage } from '../../src/cluster/wire/encode.ts';
import { noOutcomes } from '../../src/core/outcomes.ts';
import { MARK, marked, ownMessage } from '../../src/processes/own-message.ts';
import { FOREIGN, GARBAGE } from './garbage.ts';

/**
 * A worker out of its mind: says it is ready, then sends what others send, then garbage, then well-formed messages that it has no right to send,
 * then reports. HTTP workers also ask for one job that is as it should be. Asked for its memory, it goes out of its mind again.
 */
const id = cluster.worker!.id;
const isHttp = process.env.CLUSTER_ROLE === 'http';

const forHttpOnly: WireMessage[] = [
  [1, 'no right', id, 'short', '', 1000, 'sleep', 0],
  [5, 'no right', id],
];
const forJobOnly: WireMessage[] = [
  [3, 'no right', id, 1, true, 0, 0, '', 0],
  [7, '', id, 0, 0],
];
const forNobody: WireMessage[] = [
  [2, 'from the primary only', id, 1, 1000, 'sleep', 0],
  [4, 'from the primary only', id, 'ok', 1, 0, 0, 0, '', 0],
  [6, '', id],
];
const inTheNameOfAnother = (isHttp ? forHttpOnly : forJobOnly).map((wire) => wire.with(2, id + 1));

const end = processEnd();

function tell(message: object): void {
  end.send(message, undefined, undefined, () => {});
}

function say(message: FromWorker): void {
  tell(marked(message));
}

function send(...messages: readonly WireMessage[]): void {
  tell([MARK, ...messages]);
}

function report(): void {
  const http = isHttp ? { light: noOutcomes(), heavy: noOutcomes(), refused: 0 } : undefined;
  say({ control: 'account', account: { http, malformedMessages: 0, stops: 0, cpuMs: 0 } });
}

/** Every job worker of this kind answers what it is sent, four times, though only one answer is asked for. */
function answer(batch: readonly WireMessage[]): void {
  for (const [, correlationId, , attempt] of batch) {
    send([3, correlationId, id, Number(attempt) + 1, false, 0, 0, 'of an attempt that was never made', 0]);
    for (let i = 0; i < 3; i++) send([3, correlationId, id, attempt, true, 0, 0, '', 0]);
  }
}

process.on('disconnect', () => process.exit(0));
end.hear((raw) => {
  if (Array.isArray(raw)) {
    if (!isHttp) answer(raw.slice(1));
  } else if (ownMessage<ToWorker>(raw)?.control !== 'measure memory') report();
  else for (let i = 0; i < 100; i++) send(['more of it']);
});
end.startBeating();
say({ control: 'ready' });
for (const message of FOREIGN) process.send?.(message);
for (const message of GARBAGE) tell(message);
send(...(isHttp ? forJobOnly : forHttpOnly), ...forNobody, ...inTheNameOfAnother);
tell(marked({ control: 'no such thing' }));
const good: WireMessage = [1, 'a good request', id, 'short', '', 60_000, 'sleep', 0];
// Once too often.
if (isHttp) send(good, good);
