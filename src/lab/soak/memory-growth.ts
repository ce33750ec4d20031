/** Tolerated growth: the larger of the two. */
interface Tolerance {
  readonly share: number;
  readonly bytes: number;
}

const LIVE: Tolerance = { share: 0.05, bytes: 2 ** 20 };
/** Resident memory also includes reserves of V8. */
const RESIDENT: Tolerance = { share: 0.1, bytes: 8 * 2 ** 20 };

/** Memory of one process in bytes; undefined if it could not be measured. */
export interface EarlyAndLate {
  readonly early: number | undefined;
  readonly late: number | undefined;
}

export type MemoryVerdict = 'flat' | 'grows' | 'not measured';

/** `grows` if one of the two kinds of memory grows, even if the other was not measured. `flat` needs all four measurements. */
export function memoryVerdict(live: EarlyAndLate, resident: EarlyAndLate): MemoryVerdict {
  const both = [growth(live, LIVE), growth(resident, RESIDENT)];
  return both.find((one) => one === 'grows') ?? both.find((one) => one === 'not measured') ?? 'flat';
}

function growth({ early, late }: EarlyAndLate, { share, bytes }: Tolerance): MemoryVerdict {
  if (early === undefined || late === undefined) return 'not measured';
  return late - early > Math.max(bytes, early * share) ? 'grows' : 'flat';
}
