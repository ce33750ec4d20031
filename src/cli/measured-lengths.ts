import { describeEnvironment } from '../bench/environment.ts';
import { LENGTHS_MS, measureLengths } from '../bench/live/job-lengths.ts';
import type { JobType, Scenario } from '../contract/scenario.ts';
import { UsageError } from '../core/usage-error.ts';
import type { MeasuredScenario, PacedScenario } from '../load/plan/scenario-states.ts';
import { type JobLengths, keepLengths, keptLengths, lengthsKey } from '../results/capacities.ts';
import { fingerprint } from '../results/machine.ts';
import { atMeasuredRate, pullArm } from './measured-rate.ts';
import { whileMeasuring } from './while-measuring.ts';

/**
 * The scenario as the simulator can run it: jobs of files take what they were measured to take on this machine at this load,
 * once, which is kept beside the results.
 */
export async function withMeasuredLengths(
  scenario: PacedScenario,
  seed: number,
  resultsFolder: string,
): Promise<PacedScenario> {
  const { load } = scenario;
  const runsJobs = Object.values(scenario.types).some(({ runs }) => runs === 'job');
  // A closed loop is not simulated, and a trace says how long its jobs take.
  if (!runsJobs || load.model === 'closed' || load.model === 'trace') return scenario;
  const measured = await atMeasuredRate(scenario, seed, resultsFolder);
  const key = lengthsKey(fingerprint(await describeEnvironment()), measured);
  const lengths = (await keptLengths(resultsFolder, key)) ?? (await lengthsOf(measured, seed));
  await keepLengths(resultsFolder, key, lengths);
  return asTimed(measured, lengths);
}

async function lengthsOf(scenario: MeasuredScenario, seed: number): Promise<JobLengths> {
  const arm = await pullArm();
  return whileMeasuring('how long do its jobs take?', LENGTHS_MS, (signal) =>
    measureLengths(arm, scenario, seed, signal),
  );
}

function asTimed(
  scenario: MeasuredScenario,
  { messageMs, aroundMs, quantilesMs }: JobLengths,
): PacedScenario {
  const { jobs: _, payloads: __, types, shifts, simulation, ...rest } = scenario;
  const timed = (types: Scenario['types']) =>
    Object.fromEntries(
      Object.entries(types).map(([name, type]) => [name, timedType(name, type, quantilesMs)]),
    );
  return {
    ...rest,
    types: timed(types),
    ...(shifts && { shifts: shifts.map((shift) => ({ ...shift, types: timed(shift.types) })) }),
    simulation: { messageMs, aroundMs, ...simulation },
  };
}

function timedType(name: string, type: JobType, measured: JobLengths['quantilesMs']): JobType {
  if (type.runs !== 'job') return type;
  const quantilesMs = measured[name];
  if (quantilesMs === undefined)
    throw new UsageError([
      `no job of ${name} was answered while it was measured how long jobs take: raise its share or the load`,
    ]);
  return { runs: 'spin', service: { law: 'measured', quantilesMs }, share: type.share };
}
