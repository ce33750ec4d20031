/** Growth that counts as none: the larger of the two. */
interface Tolerance {
  readonly share: number;
  readonly bytes: number;
}

const LIVE: Tolerance = { share: 0.05, bytes: 2 ** 20 };
/** It also holds what V8 keeps for itself. */
const RESIDENT: Tolerance = { share: 0.1, bytes: 8 * 2 ** 20 };

/** Of one process, in bytes; undefined where it could not be measured. */
export interface EarlyAndLate {
  readonly early: number | undefined;
  readonly late: number | undefined;
}

export type MemoryVerdict = 'flat' | 'grows' | 'not measured';

/** What is known to grow does, whatever else is not known; nothing else is judged without all four measurements. */
export function memoryVerdict(live: EarlyAndLate, resident: EarlyAndLate): MemoryVerdict {
  const both = [growth(live, LIVE), growth(resident, RESIDENT)];
  return both.find((one) => one === 'grows') ?? both.find((one) => one === 'not measured') ?? 'flat';
}

function growth({ early, late }: EarlyAndLate, { share, bytes }: Tolerance): MemoryVerdict {
  if (early === undefined || late === undefined) return 'not measured';
  return late - early > Math.max(bytes, early * share) ? 'grows' : 'flat';
}
