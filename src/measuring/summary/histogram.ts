/** Bits of the mantissa in the bucket number: 2⁸ buckets per octave, each at most 0.4 % wide. */
const MANTISSA_BITS = 8;
const SHIFT = 20 - MANTISSA_BITS;
/** Values below 2⁻²⁰ share the first bucket, those above 2⁴³ the last: from a nanosecond to centuries in ms. */
const LOWEST_EXPONENT = -20;
const OCTAVES = 64;
const FIRST = (LOWEST_EXPONENT + 1023) << MANTISSA_BITS;
const BUCKETS = OCTAVES << MANTISSA_BITS;

const double = new Float64Array(1);
const words = new Int32Array(double.buffer);
const HIGH_WORD = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1 ? 1 : 0;

/**
 * Positive values in buckets of equal relative width, taken directly from the bits of the number. Memory does not depend on
 * the number of values. Mean and variance are exact.
 */
export class Histogram {
  readonly #counts = new Float64Array(BUCKETS);
  count = 0;
  sum = 0;
  sumOfSquares = 0;
  max = 0;

  add(value: number): void {
    this.count++;
    this.sum += value;
    this.sumOfSquares += value * value;
    if (value > this.max) this.max = value;
    const bucket = bucketOf(value);
    this.#counts[bucket] = (this.#counts[bucket] as number) + 1;
  }

  merge(other: Histogram): void {
    this.count += other.count;
    this.sum += other.sum;
    this.sumOfSquares += other.sumOfSquares;
    this.max = Math.max(this.max, other.max);
    for (let i = 0; i < BUCKETS; i++)
      this.#counts[i] = (this.#counts[i] as number) + (other.#counts[i] as number);
  }

  get mean(): number {
    return this.sum / this.count;
  }

  /** The middle of the bucket with the quantile, within 0.2 %. NaN if empty. */
  quantile(q: number): number {
    const rank = q * this.count;
    let seen = 0;
    for (let bucket = 0; bucket < BUCKETS; bucket++) {
      seen += this.#counts[bucket] as number;
      if (seen >= rank && seen > 0) return Math.min(this.max, middleOf(bucket));
    }
    return Number.NaN;
  }

  /** Share of values up to a limit, to the bucket. */
  shareUpTo(limit: number): number {
    const last = bucketOf(limit);
    let seen = 0;
    for (let bucket = 0; bucket <= last; bucket++) seen += this.#counts[bucket] as number;
    return seen / this.count;
  }
}

function bucketOf(value: number): number {
  double[0] = value;
  const bucket = ((words[HIGH_WORD] as number) >> SHIFT) - FIRST;
  return bucket < 0 ? 0 : bucket >= BUCKETS ? BUCKETS - 1 : bucket;
}

function middleOf(bucket: number): number {
  if (bucket === 0) return 0;
  return (lowerBound(bucket) + lowerBound(bucket + 1)) / 2;
}

function lowerBound(bucket: number): number {
  words[HIGH_WORD] = (bucket + FIRST) << SHIFT;
  words[1 - HIGH_WORD] = 0;
  return double[0] as number;
}
