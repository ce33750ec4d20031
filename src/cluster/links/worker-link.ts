import type { Sender } from '../wire/channel.ts';

/**
 * A worker as the primary reaches it, from its start to its end. Nothing above this interface knows whether it is a process, a
 * thread, or on another machine.
 */
export interface WorkerLink extends Sender {
  /** No other worker of this primary ever has it. */
  readonly id: number;
  /** Of the process that it runs in. */
  readonly pid: number;
  /** Name of the machine that it runs on; empty for the primary's own. */
  readonly machine: string;
  /** False once nothing that is sent can arrive. */
  readonly isOpen: boolean;
  /** A signal has stopped it until it is resumed; false if that is unknown. */
  readonly isStopped: boolean;
  /** When it was last in reach, on the primary's clock: now for one on this machine. */
  readonly reachedMs: number;
  /** SIGKILL ends it at once and for sure, whatever it does. */
  signal(signal: NodeJS.Signals): void;
}

/** What a link tells the primary. */
export interface LinkEvents {
  heard(raw: unknown): void;
  /** A sign of life: its event loop turns. */
  beat(): void;
  /** On its stderr. */
  wrote(text: string): void;
  trouble(what: string): void;
  /** It may be out of reach: it should be given nothing new; or it is reached again. */
  doubted(isDoubted: boolean): void;
  /** It is to end in order, for its place is needed. */
  leaving(): void;
  /** Once, after all else. `killed`: by SIGKILL, which nobody sends to himself. */
  ended(how: string, killed: boolean): void;
}
