import { z } from 'zod';
import type { Scenario } from '../../contract/scenario.ts';
import { faultPlan } from '../../load/plan/fault-plan.ts';
import type { RunResult } from '../../results/schema.ts';
import { atConnections } from '../../results/trial-identity.ts';
import type { TrialRecord } from '../../results/trial-schema.ts';
import type { Requests } from '../model/requests.ts';
import type { Mark, TracedTrial } from './traced-trial.ts';

/** The trials of a block (from 0) in the order of the run's strategies. In words why there is nothing to trace. */
export function tracedBlock(run: RunResult, requests: Requests, block: number): TracedTrial[] | string {
  if (requests.kind === 'none') return requests.why;
  const { of } = requests;
  const own = run.trials.filter((trial) => trial.block === block);
  if (own.length === 0) return `This run has no block ${block + 1}: ${blocksInWords(run)}.`;
  const names = run.strategies.map(({ name }) => name);
  const trials = own
    .toSorted((a, b) => names.indexOf(a.strategy) - names.indexOf(b.strategy))
    .map((trial) => ({ name: nameOf(trial), requests: of.get(trial) ?? [], marks: marksOf(run, trial) }));
  const isKnown = trials.some((trial) => trial.requests.some(({ startedMs }) => startedMs !== undefined));
  return isKnown ? trials : 'The requests of this run do not say when their jobs started.';
}

function blocksInWords({ trials }: RunResult): string {
  const blocks = new Set(trials.map(({ block }) => block)).size;
  return blocks === 1 ? 'it has one' : `it has ${blocks}`;
}

function nameOf({ strategy, twin, connections }: TrialRecord): string {
  return atConnections(twin ? `${strategy} again` : strategy, connections);
}

/** As far as the settings of a run decide which worker is hit when. */
const faulty = z.looseObject({
  cluster: z.looseObject({ httpWorkers: z.number(), jobWorkers: z.number() }),
  load: z.looseObject({ warmupMs: z.number(), durationMs: z.number() }),
  faults: z.array(
    z.looseObject({
      hits: z.enum(['job worker', 'HTTP worker']),
      does: z.string(),
      everyMs: z.number().positive(),
    }),
  ),
});

function marksOf({ scenario }: RunResult, { seed }: TrialRecord): Mark[] {
  const { data } = faulty.safeParse(scenario.settings);
  if (data === undefined) return [];
  return faultPlan(data as unknown as Scenario, seed).map(({ atMs, fault, worker }) => {
    return { atMs, what: `${fault.does} ${fault.hits} ${worker + 1}` };
  });
}
