import type { Bus } from '../../../src/cluster/nats/bus.ts';

/** A bus whose other end is the test. */
export class PlayedBus implements Bus {
  readonly published: string[] = [];
  readonly #ears = new Map<string, (text: string, subject: string) => void>();
  isConnected = true;

  publish(_subject: string, text: string): void {
    this.published.push(text);
  }

  hear(subject: string, heard: (text: string, subject: string) => void): void {
    this.#ears.set(subject, heard);
  }

  /** `ear`: the subject that is listened to. */
  say(ear: string, subject: string, text: string): void {
    this.#ears.get(ear)!(text, subject);
  }

  async settled(): Promise<void> {}

  onReconnect(): void {}

  async close(): Promise<void> {}
}
