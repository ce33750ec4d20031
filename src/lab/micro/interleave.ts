import { RandomStream } from '../../core/random-stream.ts';
import { shuffled } from '../../core/shuffled.ts';

/** Called after each measurement with its name and the share of the whole that is done, from 0 to 1. */
export type OnProgress = (text: string, fraction: number) => void;

/**
 * Measures every arm once per round, each round in a new random order, so that drift (heat, other load) affects all arms
 * equally. Returns the values of each arm, in the order of `arms`.
 */
export async function interleave<Arm, Value>(
  arms: readonly Arm[],
  rounds: number,
  seed: number,
  measure: (arm: Arm) => Promise<Value>,
  measured: (arm: Arm, fraction: number) => void,
): Promise<Value[][]> {
  const random = new RandomStream(seed, 'order of measurements');
  const values: Value[][] = arms.map(() => []);
  for (let round = 0; round < rounds; round++) {
    const order = shuffled([...arms.keys()], random);
    for (const [place, index] of order.entries()) {
      const arm = arms[index] as Arm;
      values[index]?.push(await measure(arm));
      measured(arm, (round + (place + 1) / arms.length) / rounds);
    }
  }
  return values;
}
