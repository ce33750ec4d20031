import { hostname } from 'node:os';
import { monotonicMs } from '../../processes/clock.ts';
import type { LinkEvents, WorkerLink } from '../links/worker-link.ts';
import { nextWorkerNumber } from '../links/worker-number.ts';
import type { Seat } from '../settings.ts';
import { turnStarts } from './relative-times.ts';
import type { RemoteAgent } from './remote-agent.ts';

const HERE = hostname();

/** A job worker at an agent, or one that waits for an agent with a place for it. */
export class AgentLink implements WorkerLink {
  /** A fence too: what an agent says of a number that is not at it any more counts for nothing. */
  readonly id = nextWorkerNumber();
  /** Of another machine: it would mean nothing here. */
  readonly pid = 0;
  readonly seat: Seat;
  readonly events: LinkEvents;
  /** Sent before it had a place. */
  readonly #early: { readonly message: object; readonly sent: (error: Error | null) => void }[] = [];
  isStopped = false;
  isOver = false;
  agent: RemoteAgent | undefined;

  constructor(seat: Seat, events: LinkEvents) {
    this.seat = seat;
    this.events = events;
  }

  /** An agent may be on the primary's own machine. */
  get machine(): string {
    const machine = this.agent?.machine ?? '';
    return machine === HERE ? '' : machine;
  }

  get reachedMs(): number {
    return this.agent?.line.session.reachedMs ?? monotonicMs();
  }

  get isOpen(): boolean {
    return this.agent !== undefined && !this.isOver;
  }

  send(
    message: object,
    _handle: undefined,
    _options: undefined,
    sent: (error: Error | null) => void,
  ): boolean {
    if (this.agent !== undefined) return this.agent.line.send(['to', this.id, message], () => sent(null));
    this.#early.push({ message, sent });
    return true;
  }

  signal(signal: NodeJS.Signals): void {
    if (this.agent !== undefined) this.agent.line.send(['signal', this.id, signal]);
    else if (signal === 'SIGKILL') setImmediate(() => this.end(signal, true));
  }

  /** From now on it is at that agent. */
  placed(agent: RemoteAgent): void {
    this.agent = agent;
    for (const { message, sent } of this.#early.splice(0)) this.send(message, undefined, undefined, sent);
  }

  heard(message: unknown): void {
    turnStarts(message, monotonicMs());
    this.events.heard(message);
  }

  end(how: string, killed: boolean): void {
    if (this.isOver) return;
    this.isOver = true;
    this.events.ended(how, killed);
  }
}
