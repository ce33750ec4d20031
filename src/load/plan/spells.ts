import type { Arrivals } from '../../contract/workload.ts';
import type { RandomStream } from '../../core/random-stream.ts';

export type Bursts = Extract<Arrivals, { process: 'bursts' }>;

/** This many spells reach their share of the time without correction, to within one or two per cent. */
const MANY = 10_000;

/** From the start of one busy spell to that of the next, on average. */
export function cycleMs({ busyMs, busyShare }: Bursts): number {
  return busyMs / busyShare;
}

/**
 * Alternating busy and quiet spells of exponential length. `partsMs` divide the time into parts. Each part has exactly its
 * expected share of busy time, in a whole number of spells. Drawn freely, a part with few spells could have twice that or
 * none, and so another load than requested. After the last part the spells are drawn freely.
 */
export class Spells {
  busy: boolean;
  /** End of the current spell. */
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
    // Starts as if an earlier spell had just ended.
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
 * Given their number and total length, exponential spells have the lengths of random parts of that total. They lie on a
 * circle that is cut at a random place, so every moment is equally likely to be busy.
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

/** Random parts of a whole: exponential lengths, scaled. */
function randomParts(wholeMs: number, count: number, stream: RandomStream): number[] {
  const parts = Array.from({ length: count }, () => stream.exponential(1));
  const sum = parts.reduce((total, part) => total + part, 0);
  return parts.map((part) => (part / sum) * wholeMs);
}
