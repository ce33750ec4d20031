import type { Noise } from '../../comparison/calibration.ts';
import type { Calibration } from '../../results/calibration.ts';
import type { RunResult } from '../../results/schema.ts';
import { changeInWords, probability } from '../table/numbers.ts';
import { columns, type Part } from '../table/table.ts';

/** Each A/A run and a summary. */
export function calibrationReport(run: RunResult, noise: Noise, blocks: number): Part[] {
  const [first] = noise.runs;
  if (first === undefined) return [`Fewer than ${blocks} blocks are complete: too few for a result.`];
  const head = [...columns('r', ['run', 'against itself [95 %]', 'p']), ...columns('l', ['called'])];
  const rows = noise.runs.map((one, i) => [
    i + 1,
    changeInWords(one.ratio),
    probability(one.pRaw),
    one.verdict ?? '–',
  ]);
  const disturbed = run.trials.filter(({ flags }) => flags.length > 0).length;
  return [
    `${run.scenario.name}: ${run.design.baseline} against itself, ${noise.runs.length} runs of ${blocks} blocks, ${first.metric} of ${first.class}`,
    { columns: head, rows },
    `False alarms: ${noise.falseAlarms} of ${noise.runs.length}. ${noiseInWords(noise, blocks)}`,
    ...(disturbed === 0 ? [] : [`${disturbed} of ${run.trials.length} trials were disturbed and repeated.`]),
  ];
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
