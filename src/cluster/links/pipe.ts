import { EventEmitter } from 'node:events';
import type { Socket } from 'node:net';
import type { Sender } from '../wire/channel.ts';
import { FrameReader, frameOf } from '../wire/frame.ts';

/** In UTF-16 units; as for Node's own channel. What is sent while more is unsent waits in its channel, where it is counted. */
const MOST_UNSENT = 128 * 1024;

/**
 * One end of what two processes say to each other over a pair of sockets. Node's own channel beside it says that the other
 * process lives, and carries connections.
 */
export class Pipe implements Sender {
  readonly #socket: Socket;
  readonly #messages = new EventEmitter<{ message: [unknown] }>();

  /** `broken`: what came cannot be read, nor can what follows it. That the other end is gone is heard of elsewhere. */
  constructor(socket: Socket, broken: (error: Error) => void) {
    this.#socket = socket;
    const reader = new FrameReader();
    const read = (piece: string) => {
      try {
        return reader.read(piece);
      } catch (error) {
        socket.destroy();
        broken(error as Error);
        return [];
      }
    };
    socket.setEncoding('utf8').on('data', (piece: string) => {
      for (const message of read(piece)) this.#messages.emit('message', message);
    });
    socket.on('error', () => {});
  }

  send(
    message: object,
    _handle: undefined,
    _options: undefined,
    sent: (error: Error | null) => void,
  ): boolean {
    this.#socket.write(frameOf(message), (error) => sent(error ?? null));
    return this.#socket.writableLength < MOST_UNSENT;
  }

  /** A message to which nobody listens is lost. */
  hear(listener: (message: unknown) => void): void {
    this.#messages.on('message', listener);
  }

  ignore(listener: (message: unknown) => void): void {
    this.#messages.off('message', listener);
  }
}
