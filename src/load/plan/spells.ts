import type { Arrivals } from '../../contract/workload.ts';
import type { RandomStream } from '../../core/random-stream.ts';

export type Bursts = Extract<Arrivals, { process: 'bursts' }>;

/** So many come to their share of the time by themselves, to within a per cent or two. */
const MANY = 10_000;

/** From the start of one busy spell to that of the next, on average. */
export function cycleMs({ busyMs, busyShare }: Bursts): number {
  return busyMs / busyShare;
}

/**
 * Busy and quiet spells of exponential length, one after another. Where `partsMs` cut the time, each part has exactly its
 * share of busy time, in a whole number of spells: so much as would be expected in it. Drawn freely, a part of a few spells
 * would have twice as much or none, and another load than was asked for. Behind the last part they are drawn freely.
 */
export class Spells {
  busy: boolean;
  /** Where the spell that is now ends. */
  untilMs: number;
  readonly #bursts: Bursts;
  readonly #stream: RandomStream;
  readonly #planned: readonly Spell[];
  #next = 0;

  constructor(bursts: Bursts, partsMs: readonly number[], stream: RandomStream) {
    this.#bursts = bursts;
    this.#stream = stream;
    const few = (partsMs.at(-1) ?? 0) <= MANY * cycleMs(bursts);
    this.#planned = few
      ? partsMs.flatMap((toMs, i) => spellsWithin(bursts, partsMs[i - 1] ?? 0, toMs, stream))
      : [];
    // As if the spell before the first had just ended.
    this.busy = stream.next() >= bursts.busyShare;
    this.untilMs = 0;
    this.advance();
  }

  advance(): void {
    const planned = this.#planned[this.#next++];
    this.busy = planned?.busy ?? !this.busy;
    this.untilMs = planned?.untilMs ?? this.untilMs + this.#freeMs();
  }

  #freeMs(): number {
    const { busyMs } = this.#bursts;
    return this.#stream.exponential(this.busy ? busyMs : cycleMs(this.#bursts) - busyMs);
  }
}

interface Spell {
  readonly busy: boolean;
  readonly untilMs: number;
}

/**
 * Given how many spells there are and how long they are in all, exponential ones have the lengths of random parts of that
 * whole. They lie on a circle that is cut at a random place, so that no moment is likelier to be busy than another.
 */
function spellsWithin(bursts: Bursts, fromMs: number, toMs: number, stream: RandomStream): Spell[] {
  const wholeMs = toMs - fromMs;
  if (wholeMs <= 0) return [];
  const count = Math.max(1, Math.round(wholeMs / cycleMs(bursts)));
  const busyMs = randomParts(bursts.busyShare * wholeMs, count, stream);
  const quietMs = randomParts((1 - bursts.busyShare) * wholeMs, count, stream);
  const circle = busyMs.flatMap((ms, i) => [
    { busy: true, ms },
    { busy: false, ms: quietMs[i] as number },
  ]);
  const last = circle.length - 1;
  let cut = 0;
  let beforeMs = stream.next() * wholeMs;
  for (; cut < last && beforeMs >= (circle[cut]?.ms ?? 0); cut++) beforeMs -= circle[cut]?.ms ?? 0;
  const halved = circle[cut] as (typeof circle)[number];
  const line = [
    { ...halved, ms: halved.ms - beforeMs },
    ...circle.slice(cut + 1),
    ...circle.slice(0, cut),
    { ...halved, ms: beforeMs },
  ];
  let untilMs = fromMs;
  return line.map(({ busy, ms }, i) => {
    untilMs = i === line.length - 1 ? toMs : untilMs + Math.max(0, ms);
    return { busy, untilMs };
  });
}

/** Of a whole, cut at random: exponential lengths, scaled. */
function randomParts(wholeMs: number, count: number, stream: RandomStream): number[] {
  const parts = Array.from({ length: count }, () => stream.exponential(1));
  const sum = parts.reduce((total, part) => total + part, 0);
  return parts.map((part) => (part / sum) * wholeMs);
}
