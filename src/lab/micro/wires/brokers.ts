import { connect as connectNats } from '@nats-io/transport-node';
import { createClient } from 'redis';
import type { EchoLine } from './echo-line.ts';

/** Which of the two sides: each sends where the other listens. */
export type Side = 'asks' | 'echoes';

const OTHER = { asks: 'echoes', echoes: 'asks' } as const;

export async function natsLine(port: number, side: Side): Promise<EchoLine> {
  const connection = await connectNats({ servers: `nats://127.0.0.1:${port}` });
  return {
    send: (text) => connection.publish(OTHER[side], text),
    async hear(heard) {
      connection.subscribe(side, { callback: (_error, message) => heard(message.string()) });
      await connection.flush();
    },
  };
}

export async function redisChannelLine(port: number, side: Side): Promise<EchoLine> {
  const [sender, receiver] = await twoClients(port);
  return {
    send: (text) => void sender.publish(OTHER[side], text),
    hear: (heard) => receiver.subscribe(side, heard),
  };
}

/** One blocking pop at a time, as workers of a queue do. */
export async function redisListLine(port: number, side: Side): Promise<EchoLine> {
  const [sender, receiver] = await twoClients(port);
  return {
    send: (text) => void sender.lPush(OTHER[side], text),
    async hear(heard) {
      const pop = async () => {
        for (;;) heard((await receiver.brPop(side, 0))?.element ?? '');
      };
      void pop();
    },
  };
}

async function twoClients(port: number) {
  const client = () =>
    createClient({ url: `redis://127.0.0.1:${port}` })
      .on('error', () => {})
      .connect();
  return Promise.all([client(), client()]);
}
