import cluster from 'node:cluster';
import { type AppAnswers, BEAT_FD, type FromWorker, type ToWorker } from '../cluster/control.ts';
import type { AppWorkerSettings } from '../cluster/settings.ts';
import { Channel, receive, type Sender } from '../cluster/wire/channel.ts';
import type { Message } from '../cluster/wire/messages.ts';
import { BEAT_EVERY_MS, beat } from '../processes/beat.ts';
import { cpuMs } from '../processes/cpu.ts';
import { marked, ownMessage } from '../processes/own-message.ts';

/** A worker's half of what the primary and it say to each other. What is not ours is left to others. */
export class WorkerSide {
  readonly id = cluster.worker?.id ?? 0;
  /** Held here, whatever somebody puts in its place. */
  readonly #send = process.send?.bind(process);
  /** That the primary is gone is heard of elsewhere. */
  readonly channel = new Channel({ send: this.#send } as Sender, () => {});

  tell(message: FromWorker, told: () => void = () => {}): void {
    if (process.connected) this.#send?.(marked(message), told);
  }

  /** Asks the primary. */
  settings(): Promise<AppWorkerSettings> {
    return new Promise((resolve) => {
      process.on('message', function hear(raw: unknown) {
        const message = ownMessage<ToWorker>(raw);
        if (message?.control !== 'app settings') return;
        process.off('message', hear);
        resolve(message.settings);
      });
      this.tell({ control: 'loaded' });
    });
  }

  /** `app`: what this worker of an app that is measured has answered. */
  listen({ handle, handled, close, app }: Duties): void {
    process.on('message', (raw: unknown) => {
      if (receive(raw, handle, () => {})) {
        handled?.();
        return;
      }
      const message = ownMessage<ToWorker>(raw);
      if (message?.control === 'close' || message?.control === 'end') close();
      // Behind the answers of this turn.
      else if (message?.control === 'account') setImmediate(() => this.#account(app?.()));
    });
    setInterval(() => beat(BEAT_FD), BEAT_EVERY_MS).unref();
  }

  #account(app: AppAnswers | undefined): void {
    const account = { http: undefined, malformedMessages: 0, stops: 0, cpuMs: cpuMs() };
    this.tell({ control: 'account', account: app === undefined ? account : { ...account, app } });
  }
}

/** What a worker does on the primary's word. */
export interface Duties {
  handle(message: Message): void;
  /** After the messages of a batch. */
  handled?(): void;
  close(): void;
  app?(): AppAnswers | undefined;
}

/** The primary has the word. */
export function leaveSignalsToPrimary(): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => {});
}
