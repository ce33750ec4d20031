import type { Worker } from 'node:cluster';
import type { Readable } from 'node:stream';
import { monotonicMs } from '../../processes/clock.ts';
import { marked } from '../../processes/own-message.ts';
import { BEAT_FD, type ToWorker, type WorkerAccount } from '../control.ts';
import type { Seat } from '../settings.ts';
import { Channel } from '../wire/channel.ts';
import type { Message } from '../wire/messages.ts';
import { HandedConnections } from './handed-connections.ts';
import { LastWords } from './last-words.ts';
import type { WorkerHost } from './worker-host.ts';

/** What is left to say of a worker that died instead of reporting. */
const NOTHING: WorkerAccount = { http: undefined, malformedMessages: 0, stops: 0, cpuMs: 0 };

/** Node aborts where its heap is full. */
const OUT_OF_MEMORY = 'SIGABRT, as when its heap is full';

/** What becomes of a worker's process. */
export interface MemberEvents {
  beat(member: Member): void;
  exited(member: Member, how: string, killed: boolean): void;
  trouble(member: Member, what: string): void;
}

/** Whoever it sends its messages to. */
export interface Listener {
  heard(member: Member, raw: unknown): void;
}

/** A worker process as the primary holds it. */
export class Member {
  readonly seat: Seat;
  readonly #worker: Worker;
  readonly #channel: Channel;
  readonly #lastWords: LastWords;
  ready = false;
  #asked: ((account: WorkerAccount) => void) | undefined;
  #askedMemory: ((liveBytes: number | undefined) => void) | undefined;

  constructor(seat: Seat, host: WorkerHost, events: MemberEvents, listener: Listener) {
    this.seat = seat;
    this.#worker = host.fork(seat);
    this.#lastWords = new LastWords((line, from) => host.heardLine(line, from));
    this.#channel = new Channel(this.#worker, (error) => events.trouble(this, error.message));
    this.#worker.on('message', (raw: unknown) => listener.heard(this, raw));
    const { process: child } = this.#worker;
    this.#worker.on('error', ({ message }) => {
      events.trouble(this, message);
      // A process that could not be made neither closes nor exits.
      if (child.pid === undefined) events.exited(this, message, false);
    });
    const handed = seat.role === 'http' ? new HandedConnections(child) : undefined;
    const beats = child.stdio?.[BEAT_FD] as Readable | undefined;
    beats?.on('data', () => events.beat(this)).on('error', () => {});
    child.stderr?.setEncoding('utf8').on('data', (text: string) => this.#lastWords.hear(text, monotonicMs()));
    // Not 'exit': what it wrote before its end is read by then.
    child.once('close', (code, signal) => {
      handed?.close();
      this.#asked?.(NOTHING);
      this.#askedMemory?.(undefined);
      events.exited(this, this.#ending(code, signal), signal === 'SIGKILL');
    });
  }

  get id(): number {
    return this.#worker.id;
  }

  get isConnected(): boolean {
    return this.#worker.isConnected();
  }

  get pid(): number {
    return this.#worker.process.pid ?? 0;
  }

  /** False if it does not read what it is sent. */
  send(message: Message): boolean {
    if (this.#worker.isConnected()) this.#channel.send(message);
    return !this.#channel.isOverfull;
  }

  flush(): void {
    this.#channel.flush();
  }

  tell(message: ToWorker): void {
    if (this.#worker.isConnected()) this.#worker.send(marked(message), () => {});
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
    this.#worker.process.kill(signal);
  }

  #ending(code: number | null, signal: NodeJS.Signals | null): string {
    const how = signal ?? `exit code ${code}`;
    const words = this.#lastWords.at(monotonicMs());
    if (words !== undefined) return `${how}: ${words}`;
    return signal === 'SIGABRT' ? OUT_OF_MEMORY : how;
  }
}
