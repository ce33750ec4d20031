import type { AppAnswers, FromWorker, ToWorker } from '../cluster/control.ts';
import { ownEnd } from '../cluster/links/own-end.ts';
import type { AppWorkerSettings } from '../cluster/settings.ts';
import { Channel, receive } from '../cluster/wire/channel.ts';
import type { Message } from '../cluster/wire/messages.ts';
import { cpuMs } from '../processes/cpu.ts';
import { marked, ownMessage } from '../processes/own-message.ts';

/** A worker's half of what the primary and it say to each other. What is not ours is left to others. */
export class WorkerSide {
  readonly #end = ownEnd();
  readonly id = this.#end.id;
  /** That the primary is gone is heard of elsewhere. */
  readonly channel = new Channel(this.#end, () => {});

  tell(message: FromWorker, told: () => void = () => {}): void {
    this.#end.send(marked(message), undefined, undefined, told);
  }

  /** Asks the primary. */
  settings(): Promise<AppWorkerSettings> {
    return new Promise((resolve) => {
      const end = this.#end;
      end.hear(function hear(raw: unknown) {
        const message = ownMessage<ToWorker>(raw);
        if (message?.control !== 'app settings') return;
        end.ignore(hear);
        resolve(message.settings);
      });
      this.tell({ control: 'loaded' });
    });
  }

  /** `app`: what this worker of an app that is measured has answered. */
  listen({ handle, handled, close, app }: Duties): void {
    this.#end.hear((raw: unknown) => {
      if (receive(raw, handle, () => {})) {
        handled?.();
        return;
      }
      const message = ownMessage<ToWorker>(raw);
      if (message?.control === 'close' || message?.control === 'end') close();
      // Behind the answers of this turn.
      else if (message?.control === 'account') setImmediate(() => this.#account(app?.()));
    });
    this.#end.startBeating();
  }

  /** For a worker that computes. */
  endWithPrimary(): void {
    this.#end.endWithPrimary();
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
