import type { Ranking } from '../../comparison/ranking.ts';
import type { Comparison } from '../../results/comparison-schema.ts';
import type { RunResult } from '../../results/schema.ts';
import { changeInWords } from '../table/numbers.ts';

/** How reliable the findings are, judged by the noise within the run. */
export function trustLine(run: RunResult, ranking: Ranking): string {
  if (run.design.mode === 'calibration')
    return 'This run compares the same code with itself: every difference is noise.';
  return run.design.mode === 'quick' ? spreadOfBlocks(ranking) : noiseOfBaseline(run, ranking);
}

/** The widest spread of any strategy. */
function spreadOfBlocks({ fit, metric }: Ranking): string {
  const spreads = fit
    .map(({ name, drawsMs }) => {
      const known = drawsMs.filter((ms) => ms !== null);
      return { name, spread: known.length < 2 ? 0 : Math.max(...known) / Math.min(...known) - 1 };
    })
    .sort((a, b) => b.spread - a.spread);
  const [widest] = spreads;
  if (widest === undefined || widest.spread === 0) return 'No verdicts: each strategy ran once.';
  return `Too few blocks for verdicts: ${widest.name} alone differs by ${(widest.spread * 100).toFixed(0)} % in ${metric} from block to block.`;
}

function noiseOfBaseline({ comparisons, design }: RunResult, ranking: Ranking): string {
  const own = comparisons.filter((one) => one.class === ranking.class && one.connections === null);
  const twin = own.find((one) => one.twin);
  if (twin?.verdict === 'invalid')
    return `No verdicts: ${design.baseline} differs from itself by ${changeInWords(twin.ratio)}. Repeat the run when the machine is quiet.`;
  const noise =
    twin?.ratio == null ? '' : `Noise: ${design.baseline} against itself ${changeInWords(twin.ratio)}. `;
  const others = own.filter((one) => !one.twin);
  return `${noise}${detectableInWords(design.baseline, others)}`;
}

/** From the strategy that varies least to the one that varies most. */
function detectableInWords(baseline: string, comparisons: readonly Comparison[]): string {
  const known = comparisons
    .flatMap(({ strategy, detectableRatio }) =>
      detectableRatio === null ? [] : [{ strategy, text: difference(detectableRatio), detectableRatio }],
    )
    .sort((a, b) => a.detectableRatio - b.detectableRatio);
  const [least, most] = [known[0], known.at(-1)];
  if (least === undefined || most === undefined)
    return 'Too few blocks to say which differences it can detect.';
  const range =
    least.text === most.text
      ? least.text
      : `${least.text} (${least.strategy}) to ${most.text} (${most.strategy})`;
  return `This run detects differences from ${baseline} of ${range} or more.`;
}

function difference(ratio: number): string {
  return ratio > 10 ? 'ten times' : `${((ratio - 1) * 100).toFixed(0)} %`;
}
