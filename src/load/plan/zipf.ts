import type { RandomStream } from '../../core/random-stream.ts';

/**
 * Draws a rank from 0: rank r with probability ∝ (r + 1)^(−exponent). O(log count), by bisection of the cumulative
 * weights.
 */
export function zipf(count: number, exponent: number): (stream: RandomStream) => number {
  const summed = new Float64Array(count);
  let sum = 0;
  for (let rank = 0; rank < count; rank++) {
    sum += (rank + 1) ** -exponent;
    summed[rank] = sum;
  }
  return (stream) => {
    const target = stream.next() * sum;
    let low = 0;
    let high = count - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((summed[middle] as number) > target) high = middle;
      else low = middle + 1;
    }
    return low;
  };
}
