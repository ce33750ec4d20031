import { type Packet, packetText } from '../../core/session/packet.ts';
import { Session } from '../../core/session/session.ts';
import { monotonicMs } from '../../processes/clock.ts';
import type { Bus } from './bus.ts';

/** Of a text in one packet; in UTF-8 below the 1 MB that servers take by default. */
const LONGEST_PART = 256 * 1024;
const MORE = '+';
const LAST = '.';

interface LineEvents<Item> {
  heard(item: Item): void;
  suspected(isSuspected: boolean): void;
  ended(): void;
}

/** One half of a session between a primary and an agent, over a bus. Carries items as JSON, of any length. */
export class ItemLine<Sent, Heard> {
  readonly session: Session;
  readonly #bus: Bus;
  readonly #events: LineEvents<Heard>;
  #begun = '';

  /** `subject`: where the other half listens. */
  constructor(name: string, bus: Bus, subject: string, events: LineEvents<Heard>) {
    this.#bus = bus;
    this.#events = events;
    const host = {
      transmit: (packet: Packet) => bus.publish(subject, packetText(packet)),
      received: (part: string) => this.#received(part),
      suspected: events.suspected,
      ended: events.ended,
    };
    this.session = new Session(name, host, monotonicMs());
  }

  /** As a `Sender` does. */
  send(item: Sent, sent?: () => void): boolean {
    const text = JSON.stringify(item);
    const nowMs = monotonicMs();
    let rest = 0;
    for (; text.length - rest > LONGEST_PART; rest += LONGEST_PART)
      this.session.send(MORE + text.slice(rest, rest + LONGEST_PART), nowMs);
    return this.session.send(LAST + text.slice(rest), nowMs, sent);
  }

  heard(packet: Packet): void {
    this.session.heard(packet, monotonicMs());
  }

  timePassed(): void {
    const nowMs = monotonicMs();
    // While this side has no connection, silence says nothing of the other.
    if (!this.#bus.isConnected) this.session.excuse(nowMs);
    this.session.timePassed(nowMs);
  }

  reconnected(): void {
    const nowMs = monotonicMs();
    this.session.excuse(nowMs);
    this.session.reconnected(nowMs);
  }

  #received(part: string): void {
    this.#begun += part.slice(1);
    if (part[0] === MORE) return;
    const text = this.#begun;
    this.#begun = '';
    const item = itemIn<Heard>(text);
    if (item !== undefined) this.#events.heard(item);
  }
}

/** The item in a text that was sent whole; undefined for anything else. */
export function wholeItem<Item>(part: string): Item | undefined {
  return part[0] === LAST ? itemIn<Item>(part.slice(1)) : undefined;
}

/** What comes from another machine may be anything. */
function itemIn<Item>(text: string): Item | undefined {
  try {
    const item: unknown = JSON.parse(text);
    return Array.isArray(item) ? (item as Item) : undefined;
  } catch {
    return undefined;
  }
}
