import type { RunResult } from '../../results/schema.ts';
import { predictionTable } from '../run/prediction-table.ts';
import { change } from '../table/numbers.ts';
import type { Part } from '../table/table.ts';

/** A prediction within this is good enough to choose by. */
const HELD = 0.15;

/** Simulated and measured side by side, and whether they agree. */
export function proofParts(run: RunResult): Part[] {
  const table = predictionTable(run);
  const ratios = run.trials.flatMap(({ strategy, classes }) =>
    classes.flatMap(({ name, meanMs, rankedMs, predictedMs }) =>
      predictedMs === null
        ? []
        : [
            ratioOf(`mean of ${name} with ${strategy}`, meanMs, predictedMs.mean),
            ratioOf(`p95 of ${name} with ${strategy}`, rankedMs.p95, predictedMs.p95),
          ].filter((one) => one !== undefined),
    ),
  );
  const [worst] = ratios.toSorted((a, b) => Math.abs(Math.log(b.ratio)) - Math.abs(Math.log(a.ratio)));
  if (table === undefined || worst === undefined) return ['The simulator has no prediction for this run.'];
  const percent = HELD * 100;
  const disturbed = run.trials.some(({ flags }) => flags.length > 0);
  const isHeld = Math.abs(worst.ratio - 1) <= HELD;
  return [
    table,
    '',
    isHeld
      ? `The prediction held: every mean and p95 is within ${percent} % of it; the ${worst.what} is farthest, ${change(worst.ratio)} %.`
      : `The prediction did not hold: the ${worst.what} is ${change(worst.ratio)} % off; ${percent} % would be good enough.${disturbed ? ' But the run was disturbed, which may be why: repeat it on a quiet machine.' : ''}`,
  ];
}

function ratioOf(what: string, measuredMs: number | null, predictedMs: number | null) {
  if (measuredMs === null || predictedMs === null || predictedMs === 0) return undefined;
  return { what, ratio: measuredMs / predictedMs };
}
