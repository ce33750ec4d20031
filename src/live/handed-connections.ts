import type { ChildProcess } from 'node:child_process';

/** A connection in the primary's hands: what `cluster` passes on, for which Node has no type. */
interface Handle {
  close(): void;
}

interface NewConnection {
  readonly act: 'newconn';
  readonly seq: number;
}

/**
 * Connections that `cluster` has handed to a worker which has not said yet that it took them. When the worker dies, Node
 * forgets them: they stay open in the primary for good, and their clients wait for good (nodejs/node#21746).
 */
export class HandedConnections {
  readonly #underWay = new Map<number, Handle>();

  constructor(child: ChildProcess) {
    const send = child.send.bind(child) as (...args: unknown[]) => boolean;
    child.send = (...args: unknown[]) => {
      const [message, handle] = args;
      if (isNewConnection(message) && isHandle(handle)) this.#underWay.set(message.seq, handle);
      return send(...args);
    };
    child.on('internalMessage', ({ ack }: { ack?: unknown }) => {
      if (typeof ack === 'number') this.#underWay.delete(ack);
    });
  }

  /** Nobody will take them any more: their clients shall know. */
  close(): void {
    for (const handle of this.#underWay.values()) handle.close();
    this.#underWay.clear();
  }
}

function isNewConnection(message: unknown): message is NewConnection {
  return (message as Partial<NewConnection> | undefined)?.act === 'newconn';
}

function isHandle(handle: unknown): handle is Handle {
  return typeof (handle as Partial<Handle> | undefined)?.close === 'function';
}
