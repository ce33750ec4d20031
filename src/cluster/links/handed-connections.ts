import { startTimer } from '../../processes/timer.ts';

/** Of a worker's process, what `cluster` speaks to it through. */
interface Process {
  send(...args: unknown[]): boolean;
  on(event: 'internalMessage', heard: (message: { readonly ack?: unknown }) => void): unknown;
  emit(event: 'internalMessage', message: object): boolean;
}

/** A connection in the primary's hands: what `cluster` passes on, for which Node has no type. */
interface Handle {
  close(): void;
}

interface NewConnection {
  readonly act: 'newconn';
  readonly seq: number;
}

interface UnderWay {
  readonly handle: Handle;
  readonly sentMs: number;
}

/** A worker that reads its messages has long taken a connection by then. */
const LOST_AFTER_MS = 5000;

/**
 * Connections that `cluster` has handed to a worker which has not said yet that it took them. Node gives a worker its next
 * one only behind that word, and it may never come. When the worker dies, Node forgets them: they stay open in the primary,
 * and their clients wait for good (nodejs/node#21746). When the worker has no descriptor left, they are lost on the way, and
 * the worker never gets another.
 */
export class HandedConnections {
  readonly #child: Process;
  readonly #lostAfterMs: number;
  /** In the order they were handed over. */
  readonly #underWay = new Map<number, UnderWay>();
  #looking: NodeJS.Timeout | undefined;

  constructor(child: Process, lostAfterMs = LOST_AFTER_MS) {
    this.#child = child;
    this.#lostAfterMs = lostAfterMs;
    const send = child.send.bind(child);
    child.send = (...args: unknown[]) => {
      const [message, handle] = args;
      if (isNewConnection(message) && isHandle(handle)) this.#sent(message.seq, handle);
      return send(...args);
    };
    child.on('internalMessage', ({ ack }) => {
      if (typeof ack === 'number') this.#underWay.delete(ack);
    });
  }

  /** Nobody will take them any more: their clients shall know. */
  close(): void {
    clearTimeout(this.#looking);
    for (const { handle } of this.#underWay.values()) handle.close();
    this.#underWay.clear();
  }

  #sent(seq: number, handle: Handle): void {
    this.#underWay.set(seq, { handle, sentMs: performance.now() });
    this.#looking ??= startTimer(this.#giveUpLost, this.#lostAfterMs);
  }

  /**
   * Says in the worker's place that it took what was lost, upon which Node closes that and hands over the next. If the worker
   * was only slow, no harm is done: it has the connection as its own, and its own word then comes to nothing.
   */
  readonly #giveUpLost = (): void => {
    const nowMs = performance.now();
    for (const [ack, { sentMs }] of this.#underWay) {
      if (nowMs - sentMs >= this.#lostAfterMs)
        this.#child.emit('internalMessage', { cmd: 'NODE_CLUSTER', ack, accepted: true });
    }
    const [oldest] = this.#underWay.values();
    this.#looking =
      oldest && startTimer(this.#giveUpLost, Math.ceil(oldest.sentMs + this.#lostAfterMs - nowMs));
  };
}

function isNewConnection(message: unknown): message is NewConnection {
  return (message as Partial<NewConnection> | undefined)?.act === 'newconn';
}

function isHandle(handle: unknown): handle is Handle {
  return typeof (handle as Partial<Handle> | undefined)?.close === 'function';
}
