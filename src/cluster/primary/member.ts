import { monotonicMs } from '../../processes/clock.ts';
import { marked } from '../../processes/own-message.ts';
import type { ToWorker, WorkerAccount } from '../control.ts';
import type { WorkerLink } from '../links/worker-link.ts';
import type { Seat } from '../settings.ts';
import { Channel } from '../wire/channel.ts';
import type { Message } from '../wire/messages.ts';
import { LastWords } from './last-words.ts';
import type { WorkerHost } from './worker-host.ts';

/** What is left to say of a worker that died instead of reporting. */
const NOTHING: WorkerAccount = { http: undefined, malformedMessages: 0, stops: 0, cpuMs: 0 };

/** Node aborts where its heap is full. */
const OUT_OF_MEMORY = 'SIGABRT, as when its heap is full';

/** What becomes of a worker. */
export interface MemberEvents {
  beat(member: Member): void;
  exited(member: Member, how: string, killed: boolean): void;
  trouble(member: Member, what: string): void;
  doubted(member: Member, isDoubted: boolean): void;
  leaving(member: Member): void;
}

/** Whoever it sends its messages to. */
export interface Listener {
  heard(member: Member, raw: unknown): void;
}

/** A worker as the primary holds it. */
export class Member {
  readonly seat: Seat;
  readonly #link: WorkerLink;
  readonly #channel: Channel;
  readonly #lastWords: LastWords;
  ready = false;
  #asked: ((account: WorkerAccount) => void) | undefined;
  #askedMemory: ((liveBytes: number | undefined) => void) | undefined;

  constructor(seat: Seat, host: WorkerHost, events: MemberEvents, listener: Listener) {
    this.seat = seat;
    this.#lastWords = new LastWords((line, from) => host.heardLine(line, from));
    this.#link = host.start(seat, {
      heard: (raw) => listener.heard(this, raw),
      beat: () => events.beat(this),
      wrote: (text) => this.#lastWords.hear(text, monotonicMs()),
      trouble: (what) => events.trouble(this, what),
      doubted: (isDoubted) => events.doubted(this, isDoubted),
      leaving: () => events.leaving(this),
      ended: (how, killed) => {
        this.#asked?.(NOTHING);
        this.#askedMemory?.(undefined);
        events.exited(this, this.#ending(how), killed);
      },
    });
    this.#channel = new Channel(this.#link, (error) => events.trouble(this, error.message));
  }

  get id(): number {
    return this.#link.id;
  }

  get isConnected(): boolean {
    return this.#link.isOpen;
  }

  get pid(): number {
    return this.#link.pid;
  }

  get machine(): string {
    return this.#link.machine;
  }

  get reachedMs(): number {
    return this.#link.reachedMs;
  }

  get isStopped(): boolean {
    return this.#link.isStopped;
  }

  /** False if it does not read what it is sent. */
  send(message: Message): boolean {
    if (this.#link.isOpen) this.#channel.send(message);
    return !this.#channel.isOverfull;
  }

  flush(): void {
    this.#channel.flush();
  }

  tell(message: ToWorker): void {
    if (this.#link.isOpen) this.#link.send(marked(message), undefined, undefined, () => {});
  }

  /** Its account; an empty one if it dies instead. */
  ask(): Promise<WorkerAccount> {
    return new Promise((resolve) => {
      this.#asked = resolve;
      this.tell({ control: 'account' });
    });
  }

  accounted(account: WorkerAccount): void {
    this.#asked?.(account);
  }

  /** What it cannot do without, in bytes; undefined if it dies instead, or cannot tell. */
  measureMemory(): Promise<number | undefined> {
    return new Promise((resolve) => {
      this.#askedMemory = resolve;
      this.tell({ control: 'measure memory' });
    });
  }

  memoryMeasured(liveBytes: number | undefined): void {
    this.#askedMemory?.(liveBytes);
  }

  signal(signal: NodeJS.Signals): void {
    this.#link.signal(signal);
  }

  #ending(how: string): string {
    const words = this.#lastWords.at(monotonicMs());
    if (words !== undefined) return `${how}: ${words}`;
    return how === 'SIGABRT' ? OUT_OF_MEMORY : how;
  }
}
