import { unknownName } from '../catalogue/names.ts';
import { UsageError } from '../catalogue/usage-error.ts';
import { FEWEST_BLOCKS, type OneRunGate, parseGate } from '../comparison/gate.ts';
import type { Scenario } from '../contract/scenario.ts';

/** Without an objective every good answer is within it; then so many are wanted. */
const USUAL_QUANTILE = 0.99;

/** `objective` stands for the share of requests within the scenario's objective: as many as its quantile says. */
export function oneRunGate(text: string, quantile = USUAL_QUANTILE): OneRunGate {
  const gate = parseGate(text === 'objective' ? `attainment < ${percent(quantile)}%` : text);
  if (gate.kind !== 'change') return gate;
  throw new UsageError([
    `--fail-if=${JSON.stringify(text)} is a change from one run to another (compare --fail-if); bench takes a limit such as 'light p99 > 20ms'`,
  ]);
}

/** Before minutes of measuring, not after them. */
export function refuseUnknownClasses(gates: readonly OneRunGate[], { types }: Scenario): void {
  const names = ['light', 'heavy', ...Object.keys(types)];
  const mistakes = gates
    .filter((gate) => gate.class !== null && !names.includes(gate.class))
    .map(
      (gate) =>
        `--fail-if=${JSON.stringify(gate.text)}: ${unknownName('class of requests', gate.class ?? '', names)}`,
    );
  if (mistakes.length > 0) throw new UsageError(mistakes);
}

/** With fewer, no test can be certain of anything, and a limit would always be kept. */
export function refuseTooFewBlocks(blocks: number | undefined, until: number | undefined): void {
  if (until === undefined ? (blocks ?? 0) < FEWEST_BLOCKS : (blocks ?? FEWEST_BLOCKS) < FEWEST_BLOCKS)
    throw new UsageError([
      `--fail-if needs --blocks=${FEWEST_BLOCKS} at least, better 8: fewer are certain of nothing`,
    ]);
}

/** 0.57 × 100 is a little less than 57. */
function percent(share: number): number {
  return Number((share * 100).toPrecision(12));
}
