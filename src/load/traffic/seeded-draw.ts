import { RandomStream } from '../../core/random-stream.ts';

/** Chance for a module of requests: the same for the same seed and number. */
export interface Draw {
  /** Uniform in [0, 1). */
  number(): number;
  /** Whole, from `low` to `high`, both included. */
  integer(low: number, high: number): number;
  pick<T>(list: readonly T[]): T;
}

export function drawOf(stream: RandomStream): Draw {
  const integer = (low: number, high: number): number => {
    if (!Number.isInteger(low) || !Number.isInteger(high) || low > high)
      throw new RangeError(
        `draw.integer takes two whole numbers, the lower first, but got ${low} and ${high}`,
      );
    return low + Math.floor(stream.next() * (high - low + 1));
  };
  return {
    number: () => stream.next(),
    integer,
    pick: (list) => {
      if (list.length === 0) throw new RangeError('draw.pick got an empty list');
      return list[integer(0, list.length - 1)] as (typeof list)[number];
    },
  };
}

/** Of request `number` of a plan, whatever was drawn for others. */
export function drawOfRequest(seed: number, number: number): Draw {
  return drawOf(new RandomStream(seed, `request ${number}`));
}
