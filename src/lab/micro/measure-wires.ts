import { median } from '../../measuring/statistics/quantile.ts';
import { inFreshProcess } from './forked.ts';
import { interleave, type OnProgress } from './interleave.ts';
import { type Load, WIRES, type WireName, type WireTask } from './wires/echo-line.ts';
import { missingFor } from './wires/servers.ts';

export interface WireRow extends Load {
  readonly wire: WireName;
  /** Messages there and back, a second: the median of the rounds, and each. */
  readonly medianPerSecond: number;
  readonly perSecond: readonly number[];
}

export interface WiresResult {
  readonly rounds: number;
  readonly rows: readonly WireRow[];
  /** Wires that need what is not installed. */
  readonly skipped: readonly { readonly wire: WireName; readonly missing: string }[];
}

/** Of 1 MB only as many at once as servers hold for a reader by default. */
export const WIRE_LOADS: readonly Load[] = [
  ...[100, 10_000].flatMap((bytes) => [1, 64, 512].map((inFlight) => ({ bytes, inFlight }))),
  ...[1, 16].map((inFlight) => ({ bytes: 1_000_000, inFlight })),
];

/** Measures each way between two processes, each time in fresh ones. */
export async function measureWires(
  quick: boolean,
  seed: number,
  onProgress: OnProgress,
): Promise<WiresResult> {
  const rounds = quick ? 3 : 7;
  const skipped = WIRES.flatMap((wire) => {
    const missing = missingFor(wire);
    return missing === undefined ? [] : [{ wire, missing }];
  });
  const wires = WIRES.filter((wire) => !skipped.some((one) => one.wire === wire));
  const values = await interleave(
    wires,
    rounds,
    seed,
    (wire) => ratesOf({ wire, loads: WIRE_LOADS, loadMs: quick ? 300 : 800 }),
    (wire, fraction) => onProgress(`wires: ${wire}`, fraction),
  );
  const rows = wires.flatMap((wire, i) =>
    WIRE_LOADS.map((load, j): WireRow => {
      const perSecond = (values[i] ?? []).map((rates) => rates[j] as number);
      return { wire, ...load, medianPerSecond: median(perSecond), perSecond };
    }),
  );
  return { rounds, rows, skipped };
}

async function ratesOf(task: WireTask): Promise<number[]> {
  return (await inFreshProcess(new URL('./wires/arena.js', import.meta.url), task)) as number[];
}
