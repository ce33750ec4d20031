import { z } from 'zod';
import { METRICS } from './comparison-schema.ts';
import { keepValue, keptValue } from './kept-value.ts';
import { count } from './parts.ts';

const FILE = 'calibration.json';

/** The noise of one machine: differences of identical code under one scenario. */
const calibrationSchema = z.strictObject({
  /** Of the machine and its Node: see `fingerprint`. */
  machine: z.string(),
  measuredAt: z.string(),
  scenario: z.string(),
  timeScale: z.number(),
  strategy: z.string(),
  class: z.string(),
  metric: z.enum(METRICS),
  /** Number of A/A runs, and of blocks in each. */
  runs: count,
  blocks: count,
  /** Runs in which the same code got the verdict better or worse than itself. */
  falseAlarms: count,
  /** 95 % of pairs of trials on the same requests differ by less than this ratio, above 1. */
  pairRatio: z.number(),
  /** Median over the runs of the larger reach of the ratio's interval, up or down; a ratio above 1. */
  intervalRatio: z.number(),
});

export type Calibration = z.infer<typeof calibrationSchema>;

export function saveCalibration(resultsFolder: string, calibration: Calibration): Promise<void> {
  return keepValue(resultsFolder, FILE, calibration);
}

/** The last calibration, if it is of this machine. */
export async function readCalibration(
  resultsFolder: string,
  machine: string,
): Promise<Calibration | undefined> {
  const calibration = await keptValue(resultsFolder, FILE, calibrationSchema);
  return calibration?.machine === machine ? calibration : undefined;
}
