import type { Noise } from '../../comparison/calibration.ts';
import { median } from '../../measuring/statistics/quantile.ts';
import type { Calibration } from '../../results/calibration.ts';
import type { RunResult } from '../../results/schema.ts';
import { changeInWords, digits, probability } from '../table/numbers.ts';
import { columns, type Part, type TableData } from '../table/table.ts';

/** Each A/A run and a summary. */
export function calibrationReport(run: RunResult, noise: Noise, blocks: number): Part[] {
  if (noise.runs.length === 0) return [tooFew(blocks)];
  return [
    subject(run, 'against itself', noise, blocks),
    pairs(noise, 'against itself [95 %]'),
    `False alarms: ${noise.falseAlarms} of ${noise.runs.length}. ${noiseInWords(noise, blocks)}`,
    ...disturbedInWords(run),
  ];
}

/** The same where the second trial of each pair was watched live: what differs is the cost of that. */
export function watchCostReport(run: RunResult, noise: Noise, blocks: number): Part[] {
  if (noise.runs.length === 0) return [tooFew(blocks)];
  const ideal = (watched: boolean) => {
    const own = run.trials.filter((one) => Boolean(one.watched) === watched);
    const values = own.map(({ vsIdeal }) => vsIdeal).filter((one) => one !== null);
    return digits(values.length === 0 ? null : median(values));
  };
  return [
    subject(run, 'watched against not watched', noise, blocks),
    pairs(noise, 'watched [95 %]'),
    `Median ÷ ideal: ${ideal(true)} watched, ${ideal(false)} not watched.`,
    ...disturbedInWords(run),
  ];
}

function subject({ scenario, design }: RunResult, how: string, { runs }: Noise, blocks: number): string {
  const [first] = runs;
  return `${scenario.name}: ${design.baseline} ${how}, ${runs.length} runs of ${blocks} blocks, ${first?.metric} of ${first?.class}`;
}

function pairs({ runs }: Noise, ratio: string): TableData {
  return {
    columns: [...columns('r', ['run', ratio, 'p']), ...columns('l', ['called'])],
    rows: runs.map((one, i) => [i + 1, changeInWords(one.ratio), probability(one.pRaw), one.verdict ?? '–']),
  };
}

function tooFew(blocks: number): string {
  return `Fewer than ${blocks} blocks are complete: too few for a result.`;
}

function disturbedInWords({ trials }: RunResult): string[] {
  const disturbed = trials.filter(({ flags }) => flags.length > 0).length;
  return disturbed === 0 ? [] : [`${disturbed} of ${trials.length} trials were disturbed and repeated.`];
}

/** A line for the reports of later runs. */
export function calibrationNote(calibration: Calibration): string {
  const { measuredAt, runs, blocks, falseAlarms, strategy, scenario } = calibration;
  return `This machine was calibrated on ${measuredAt.slice(0, 10)} (${strategy} on ${scenario}): ${falseAlarms} false alarms in ${runs} A/A runs. ${noiseInWords(calibration, blocks)}`;
}

function noiseInWords(
  { pairRatio, intervalRatio }: Pick<Noise, 'pairRatio' | 'intervalRatio'>,
  blocks: number,
): string {
  return `95 of 100 pairs of trials of the same code differ by at most ${percent(pairRatio)}; over ${blocks} blocks the interval reaches ${percent(intervalRatio)}.`;
}

function percent(ratio: number): string {
  return `${((ratio - 1) * 100).toFixed(1)} %`;
}
