import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import type { EchoLine } from './echo-line.ts';

const LENGTH_BYTES = 4;

/** Where the other side listens: a path, or a port of the loopback. */
export async function listenFor(address: string | number): Promise<EchoLine> {
  const server = createServer();
  if (typeof address === 'string') server.listen(address);
  else server.listen(address, '127.0.0.1');
  const [socket] = (await once(server, 'connection')) as [Socket];
  return framed(socket);
}

export async function connectTo(address: string | number): Promise<EchoLine> {
  const socket = typeof address === 'string' ? connect(address) : connect(address, '127.0.0.1');
  await once(socket, 'connect');
  return framed(socket);
}

/** Each text follows its length. */
function framed(socket: Socket): EchoLine {
  socket.setNoDelay(true);
  return {
    send(text) {
      const frame = Buffer.allocUnsafe(LENGTH_BYTES + Buffer.byteLength(text));
      frame.writeUInt32LE(frame.length - LENGTH_BYTES);
      frame.write(text, LENGTH_BYTES);
      socket.write(frame);
    },
    async hear(heard) {
      let parts: Buffer[] = [];
      let size = 0;
      socket.on('data', (part) => {
        parts.push(part);
        size += part.length;
        if (size < needed(parts)) return;
        let data = parts.length === 1 ? part : Buffer.concat(parts);
        while (data.length >= LENGTH_BYTES && data.length >= LENGTH_BYTES + data.readUInt32LE()) {
          const end = LENGTH_BYTES + data.readUInt32LE();
          heard(data.toString('utf8', LENGTH_BYTES, end));
          data = data.subarray(end);
        }
        parts = data.length === 0 ? [] : [data];
        size = data.length;
      });
    },
  };
}

/** Bytes of the first frame, as far as that is known: nothing is joined before it is whole. */
function needed([first]: readonly Buffer[]): number {
  return first === undefined || first.length < LENGTH_BYTES
    ? LENGTH_BYTES
    : LENGTH_BYTES + first.readUInt32LE();
}
