import type { WorkerEnd } from '../../../cluster/links/worker-end.ts';
import { Channel, receive } from '../../../cluster/wire/channel.ts';
import type { EchoLine } from './echo-line.ts';

/** `process` itself, or a child. */
interface Peer {
  send?: unknown;
  on(event: 'message', heard: (raw: unknown) => void): unknown;
}

export function plainLine(peer: Peer): EchoLine {
  const send = (peer.send as (text: string) => boolean).bind(peer);
  return { send, hear: async (heard) => void peer.on('message', (raw) => heard(raw as string)) };
}

const HEADER = { correlationId: '0a3f7c52-96d1-4e08-8b7e-5d2c1f904be6', sender: 1, attempt: 1 };

/** Over either end of a pipe. Texts are results of jobs, the only texts of a message that may be long. */
export function coalescingLine(end: Pick<WorkerEnd, 'send' | 'hear'>): EchoLine {
  const channel = new Channel(end, () => process.exit(1));
  return {
    send(result) {
      const payload = { ok: true, startedMs: 1, serviceMs: 1, error: '', result };
      channel.send({ kind: 'reply to primary', header: HEADER, payload });
    },
    async hear(heard) {
      end.hear((raw) => {
        receive(
          raw,
          (message) => heard(message.kind === 'reply to primary' ? (message.payload.result ?? '') : ''),
          () => process.exit(1),
        );
        channel.flush();
      });
    },
  };
}
