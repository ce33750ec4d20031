import { RingQueue } from '../../toolkit/ring-queue.ts';
import type { Packet } from './packet.ts';

/** How often each half says that it is there, though it has nothing to say. */
export const BEAT_MS = 250;
/** A half that says nothing for longer is suspected: it is given nothing new. */
export const SUSPECT_MS = 1000;
/** A half that says nothing for longer is given up: three beats and a short fault of the net are forgiven. */
export const GIVE_UP_MS = 3000;
/** What is not acknowledged for longer is sent again. Longer than a beat and its way. */
const RESEND_MS = 600;
/** What is missing is asked for, and sent again, no more often. */
const AGAIN_MS = 50;
/** Acknowledged at once after so many, else with the next beat. */
const ACK_EVERY = 64;
/** More than this under way, and the sender is asked to wait. */
const MOST_UNDER_WAY = 1024;

/** What a half does in its world. */
export interface SessionHost {
  transmit(packet: Packet): void;
  /** The next text of the other half. */
  received(text: string): void;
  suspected(isSuspected: boolean): void;
  /** Over: nothing more arrives, and nothing that was not acknowledged counts as sent. */
  ended(): void;
}

interface UnderWay {
  readonly seq: number;
  readonly text: string;
  readonly sent: (() => void) | undefined;
}

/**
 * One half of a session. Texts arrive at the other once each and in order, whatever happens between, as long as neither is
 * silent for too long. Pure: time is told, and only of its own machine; `timePassed` is due every few ms.
 */
export class Session {
  readonly name: string;
  readonly #host: SessionHost;
  readonly #underWay = new RingQueue<UnderWay>();
  #nextSeq = 1;
  /** Arrived, in order. */
  #ack = 0;
  #unacknowledged = 0;
  /** Arrived, but something before is missing. */
  readonly #early = new Map<number, string>();
  #heardMs: number;
  #beatMs: number;
  #resendMs = Number.POSITIVE_INFINITY;
  #againMs = Number.NEGATIVE_INFINITY;
  #askedMs = Number.NEGATIVE_INFINITY;
  #isSuspected = false;
  #reachedMs: number;
  isOver = false;

  constructor(name: string, host: SessionHost, nowMs: number) {
    this.name = name;
    this.#host = host;
    this.#heardMs = nowMs;
    this.#reachedMs = nowMs;
    this.#beatMs = nowMs;
  }

  /** When the other half was last heard. */
  get reachedMs(): number {
    return this.#reachedMs;
  }

  /** `sent` is called when it has arrived, or the session is over. False asks to wait until then. */
  send(text: string, nowMs: number, sent?: () => void): boolean {
    if (this.isOver) {
      sent?.();
      return true;
    }
    const item = { seq: this.#nextSeq++, text, sent };
    if (this.#underWay.size === 0) this.#resendMs = nowMs + RESEND_MS;
    this.#underWay.push(item);
    this.#transmit(item, nowMs);
    return this.#underWay.size < MOST_UNDER_WAY;
  }

  /** A packet of this session has come. */
  heard({ seq, ack, again, text }: Packet, nowMs: number): void {
    if (this.isOver) return;
    this.#heardMs = nowMs;
    this.#reachedMs = nowMs;
    this.#suspect(false);
    this.#acknowledged(ack, nowMs);
    if (again && nowMs - this.#againMs >= AGAIN_MS) this.#sendAgain(nowMs);
    if (seq > this.#ack) this.#arrived(seq, text, nowMs);
  }

  #arrived(seq: number, text: string, nowMs: number): void {
    if (seq === this.#ack + 1 || this.#early.size < MOST_UNDER_WAY) this.#early.set(seq, text);
    if (seq > this.#ack + 1 && nowMs - this.#askedMs >= AGAIN_MS) {
      this.#askedMs = nowMs;
      this.#beat(nowMs, true);
    }
    for (let next = this.#next(); next !== undefined; next = this.#next()) {
      if (++this.#unacknowledged >= ACK_EVERY) this.#beat(nowMs, false);
      this.#host.received(next);
      if (this.isOver) return;
    }
  }

  /** The next text in order, if it is there. */
  #next(): string | undefined {
    const text = this.#early.get(this.#ack + 1);
    if (text !== undefined) this.#early.delete(++this.#ack);
    return text;
  }

  /** What lies between works again: what may be lost is sent again, at once. */
  reconnected(nowMs: number): void {
    if (this.isOver) return;
    this.#beat(nowMs, true);
    this.#sendAgain(nowMs);
  }

  /** Silence up to now proves nothing. */
  excuse(nowMs: number): void {
    this.#heardMs = nowMs;
  }

  timePassed(nowMs: number): void {
    if (this.isOver) return;
    const silentMs = nowMs - this.#heardMs;
    if (silentMs > GIVE_UP_MS) {
      this.end();
      return;
    }
    if (silentMs > SUSPECT_MS) this.#suspect(true);
    if (nowMs - this.#beatMs >= BEAT_MS) this.#beat(nowMs, false);
    if (nowMs >= this.#resendMs) this.#sendAgain(nowMs);
  }

  end(): void {
    if (this.isOver) return;
    this.isOver = true;
    for (let item = this.#underWay.shift(); item; item = this.#underWay.shift()) item.sent?.();
    this.#host.ended();
  }

  #suspect(isSuspected: boolean): void {
    if (this.#isSuspected === isSuspected) return;
    this.#isSuspected = isSuspected;
    this.#host.suspected(isSuspected);
  }

  #acknowledged(ack: number, nowMs: number): void {
    let first = this.#underWay.peek();
    if (first === undefined || first.seq > ack) return;
    for (; first !== undefined && first.seq <= ack; first = this.#underWay.peek()) {
      this.#underWay.shift();
      first.sent?.();
    }
    this.#resendMs = this.#underWay.size === 0 ? Number.POSITIVE_INFINITY : nowMs + RESEND_MS;
  }

  #sendAgain(nowMs: number): void {
    this.#againMs = nowMs;
    if (this.#underWay.size === 0) return;
    this.#resendMs = nowMs + RESEND_MS;
    this.#underWay.keep((item) => {
      this.#transmit(item, nowMs);
      return true;
    });
  }

  #transmit({ seq, text }: UnderWay, nowMs: number): void {
    this.#beatMs = nowMs;
    this.#unacknowledged = 0;
    this.#host.transmit({ session: this.name, seq, ack: this.#ack, again: false, text });
  }

  #beat(nowMs: number, again: boolean): void {
    this.#beatMs = nowMs;
    this.#unacknowledged = 0;
    this.#host.transmit({ session: this.name, seq: 0, ack: this.#ack, again, text: '' });
  }
}
