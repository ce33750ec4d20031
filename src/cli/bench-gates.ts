import { levelsOf } from '../bench/live/layout.ts';
import type { PlannedRun } from '../bench/live/new-run.ts';
import { type PlannedRequests, plannedRequests } from '../bench/live/planned-requests.ts';
import { classesIn, typesOf } from '../bench/live/types.ts';
import { unknownName } from '../catalogue/names.ts';
import type { RunGate } from '../comparison/gate.ts';
import { blocksToJudge, requestsToJudge } from '../comparison/limit-outcome.ts';
import { requestsFor } from '../comparison/metric.ts';
import { UsageError } from '../core/usage-error.ts';
import { exactPercent } from '../report/table/numbers.ts';
import { METRICS } from '../results/comparison-schema.ts';

/** Refuses every limit that the run could not decide, before minutes of measuring. */
export function refuseWhatCannotBeJudged(gates: readonly RunGate[], planned: PlannedRun): void {
  if (gates.length === 0) return;
  const { manifest, scenario } = planned;
  const requests = plannedRequests(scenario, manifest.seed, manifest.design.blocks);
  const mistakes = gates.flatMap((gate) =>
    mistakesOf(gate, planned, requests).map((why) => `--fail-if=${JSON.stringify(gate.text)}: ${why}`),
  );
  if (mistakes.length > 0) throw new UsageError(mistakes);
}

function mistakesOf(
  gate: RunGate,
  planned: PlannedRun,
  requests: ReadonlyMap<string, PlannedRequests> | undefined,
): string[] {
  const { manifest, scenario } = planned;
  const types = typesOf(scenario);
  const names = classesIn(scenario);
  if (gate.kind === 'objective' && scenario.objective === undefined)
    return [
      `${manifest.scenarioName} has no objective; give it one, such as objective: { of: 'responseMs', quantile: 0.99, atMost: 1000 }`,
    ];
  if (gate.class !== null && !names.includes(gate.class))
    return [unknownName('class of requests', gate.class, names)];
  const classes = gate.kind === 'objective' ? types : gate.class === null ? names : [gate.class];
  const rows = classes.length * rowsOfClass(planned);
  return [
    ...tooFewBlocks(rows, planned),
    ...(requests === undefined ? [] : tooFewRequests(gate, classes, rows, requests, planned)),
  ];
}

/** One row per strategy, and in a closed loop one per number of connections. */
function rowsOfClass({ manifest, scenario }: PlannedRun): number {
  return manifest.arms.length * levelsOf(scenario).length;
}

function tooFewBlocks(rows: number, { manifest }: PlannedRun): string[] {
  const needed = blocksToJudge(rows);
  return manifest.design.blocks >= needed
    ? []
    : [
        `with ${rows} rows, no test can reach significance in fewer than ${needed} blocks; use --blocks=${needed}`,
      ];
}

function tooFewRequests(
  gate: RunGate,
  classes: readonly string[],
  rows: number,
  requests: ReadonlyMap<string, PlannedRequests>,
  { manifest, scenario }: PlannedRun,
): string[] {
  if (gate.kind === 'response time') return percentileOutOfReach(gate, classes, requests);
  if (gate.kind === 'attainment' || scenario.objective === undefined) return [];
  const { quantile } = scenario.objective;
  const needed = requestsToJudge(quantile, rows);
  return classes.flatMap((name) => {
    const total = requests.get(name)?.total ?? 0;
    if (total >= needed) return [];
    const { blocks } = manifest.design;
    const enough = total === 0 ? '' : `; use --blocks=${Math.ceil((blocks * needed) / total)}`;
    return [
      `no test can confirm ${exactPercent(quantile)} with fewer than ${needed} requests of ${name} for each strategy; ${blocks} blocks have ${total}${enough}`,
    ];
  });
}

/** A limit for all classes is judged for the classes with enough requests. It is refused only if no class has enough. */
function percentileOutOfReach(
  { metric }: Extract<RunGate, { kind: 'response time' }>,
  classes: readonly string[],
  requests: ReadonlyMap<string, PlannedRequests>,
): string[] {
  const needed = requestsFor(metric);
  const [most] = classes
    .map((name) => ({ name, fewest: requests.get(name)?.fewest ?? 0 }))
    .sort((a, b) => b.fewest - a.fewest);
  if (most === undefined || most.fewest >= needed) return [];
  if (most.fewest === 0) return [`a block has no request of ${most.name}`];
  const longer = Math.ceil(((needed * 1.1) / most.fewest) * 10) / 10;
  const lower = METRICS.find((one) => one !== 'mean' && most.fewest >= requestsFor(one)) ?? 'mean';
  return [
    `${metric} needs ${needed} requests in every trial, but a trial has only ${most.fewest} of ${most.name}; use ${lower}, or measure ${longer} times as long`,
  ];
}
