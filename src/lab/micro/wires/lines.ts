import { processEnd } from '../../../cluster/links/process-end.ts';
import type { EchoLine, WireName } from './echo-line.ts';
import { coalescingLine, plainLine } from './ipc.ts';

/** Where the two sides meet: nowhere for wires that a process is born with. */
export type Meeting = string | number | undefined;

/** The side that echoes, in a child process; threads have their own. */
export async function echoingLine(wire: WireName, meeting: Meeting): Promise<EchoLine> {
  switch (wire) {
    case 'process.send':
      return plainLine(process);
    case 'coalescing channel':
      return coalescingLine(processEnd());
    case 'Unix socket':
    case 'TCP':
      return (await import('./sockets.ts')).connectTo(meeting as string | number);
    default:
      return brokerLine(wire, meeting as number, 'echoes');
  }
}

export async function brokerLine(wire: WireName, port: number, side: 'asks' | 'echoes'): Promise<EchoLine> {
  const { natsLine, redisChannelLine, redisListLine } = await import('./brokers.ts');
  if (wire === 'NATS') return natsLine(port, side);
  return wire === 'Redis list' ? redisListLine(port, side) : redisChannelLine(port, side);
}
