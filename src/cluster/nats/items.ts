import type { Seat } from '../settings.ts';
import type { Program } from './programs.ts';

/** What a primary tells an agent. Workers are named by the number that the primary gave them; it gives none twice. */
export type ToAgent =
  | readonly ['start', worker: number, program: Program, seat: Pick<Seat, 'maxOldSpaceMb'>]
  | readonly ['to', worker: number, message: unknown]
  | readonly ['signal', worker: number, signal: NodeJS.Signals]
  /** All of its workers end. */
  | readonly ['bye'];

/** What an agent tells a primary. */
export type FromAgent =
  | readonly ['from', worker: number, message: unknown]
  | readonly ['wrote', worker: number, text: string]
  | readonly ['trouble', worker: number, what: string]
  | readonly ['ended', worker: number, how: string, killed: boolean]
  /** Workers that gave a sign of life since the last of these, and those that a signal has stopped. */
  | readonly ['alive', beating: readonly number[], stopped: readonly number[], cpuMs: number]
  /** It wants to leave: it takes no more workers, and those that it has are to end. */
  | readonly ['leaving'];

/** How an agent that is free answers a call. */
export interface Hello {
  readonly protocol: number;
  readonly primary: string;
  readonly session: string;
  readonly machine: string;
  /** See `codeIdentity`. */
  readonly code: string;
  /** Workers that it can run. */
  readonly places: number;
}

/** Both sides must speak the same. */
export const PROTOCOL = 2;

export interface Call {
  readonly protocol: number;
  readonly primary: string;
}
