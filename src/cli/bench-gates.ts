import { levelsOf } from '../bench/live/layout.ts';
import type { PlannedRun } from '../bench/live/new-run.ts';
import { type PlannedRequests, plannedRequests } from '../bench/live/planned-requests.ts';
import { unknownName } from '../catalogue/names.ts';
import type { RunGate } from '../comparison/gate.ts';
import { blocksToJudge, requestsToJudge } from '../comparison/limit-outcome.ts';
import { requestsFor } from '../comparison/metric.ts';
import { UsageError } from '../core/usage-error.ts';
import { exactPercent } from '../report/table/numbers.ts';
import { METRICS } from '../results/comparison-schema.ts';

/** Refuses, before minutes of measuring, every limit that the run could not be certain about. */
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
  const types = Object.keys(scenario.types);
  const names = ['light', 'heavy', ...types];
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

/** Strategies, at each number of connections of a closed loop. */
function rowsOfClass({ manifest, scenario }: PlannedRun): number {
  return manifest.arms.length * levelsOf(scenario).length;
}

function tooFewBlocks(rows: number, { manifest }: PlannedRun): string[] {
  const needed = blocksToJudge(rows);
  return manifest.design.blocks >= needed
    ? []
    : [`to be certain about any of its ${rows} rows takes ${needed} blocks; --blocks=${needed} would do`];
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
    const enough = total === 0 ? '' : `; --blocks=${Math.ceil((blocks * needed) / total)} would do`;
    return [
      `to be certain of ${exactPercent(quantile)} takes ${needed} requests of ${name} for each strategy, and ${blocks} blocks have ${total}${enough}`,
    ];
  });
}

/** A limit for all classes is for those that it can be told of: one is enough. */
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
  if (most.fewest === 0) return [`there is no request of ${most.name} in some block`];
  const longer = Math.ceil(((needed * 1.1) / most.fewest) * 10) / 10;
  const lower = METRICS.find((one) => one !== 'mean' && most.fewest >= requestsFor(one)) ?? 'mean';
  return [
    `${metric} takes ${needed} requests in every trial, and some has ${most.fewest} of ${most.name}; ${lower} would do, or a measurement ${longer} times as long`,
  ];
}
