import { parseArms } from '../../catalogue/arm-syntax.ts';
import { loadDefinition } from '../../catalogue/load-definition.ts';
import { schedulingOf } from '../../catalogue/scheduling-of.ts';
import type { BoundedScheduling } from '../../core/scheduling/scheduling.ts';
import type { JobStream } from '../../simulation/job-stream.ts';
import { Measures } from '../../simulation/measures.ts';
import { type PreemptiveReference, runPreemptive } from '../../simulation/preemptive-references.ts';
import { plainCluster } from '../../simulation/simulated-cluster.ts';
import { Simulation } from '../../simulation/simulation.ts';
import { mmkNumberInSystem } from '../theory/mmk.ts';
import type { Control } from './controls/control.ts';
import { OfferedLoad } from './controls/offered-load.ts';
import { OneFastWorker } from './controls/one-fast-worker.ts';
import { RoomForAll } from './controls/room-for-all.ts';
import {
  arrivalsPerMs,
  type ControlName,
  type Experiment,
  expectedJobs,
  isReference,
  type System,
} from './experiment.ts';
import { PoissonJobs, presentQuantile } from './poisson-jobs.ts';
import { WatchedJobs } from './watched-jobs.ts';

/** Practically no limit on workers. */
const ENDLESS = 1e9;

/** The result of one replication: an observation for each question, and the deviations of its controls. */
export interface Replication {
  readonly observed: readonly number[];
  readonly controls: readonly number[];
}

export async function replicate(experiment: Experiment, seed: number): Promise<Replication> {
  const { system, questions } = experiment;
  const scheduling = await resolve(experiment);
  const perMs = arrivalsPerMs(system);
  const warmupMs = system.warmupJobs / perMs;
  const span = { warmupMs, endMs: warmupMs + system.measuredJobs / perMs };
  const jobs = new PoissonJobs(system, seed);
  const controls = experiment.controls.map((name) => controlOf(name, system, seed));
  const measures = new Measures(span, jobs.types, system.workers);
  const watched = controls.length === 0 ? jobs : new WatchedJobs(jobs, span, controls);
  run(scheduling, system.workers, watched, measures, seed);
  if (measures.open > 0)
    throw new Error(
      `${experiment.name}: ${measures.open} measured jobs did not end, so their waits are missing`,
    );
  return {
    observed: questions.map((question) => question.observe(measures)),
    controls: controls.flatMap((control) => control.deviations()),
  };
}

function controlOf(name: ControlName, system: System, seed: number): Control {
  switch (name) {
    case 'offered load':
      return new OfferedLoad(expectedJobs(system), system.sizes);
    case 'one fast worker':
      return new OneFastWorker(system.workers, arrivalsPerMs(system), system.sizes);
    case 'room for all':
      return new RoomForAll(
        system.workers,
        system.workers * system.utilisation,
        presentWithRoom(system, seed),
      );
  }
}

/** From the steady state of a cluster where nobody waits, at the same quantile; undefined where the start is not drawn. */
function presentWithRoom({ workers, utilisation, drawPresent }: System, seed: number): number | undefined {
  const offered = workers * utilisation;
  return drawPresent && mmkNumberInSystem(ENDLESS, offered / ENDLESS, presentQuantile(seed));
}

function run(
  scheduling: BoundedScheduling | PreemptiveReference,
  workers: number,
  jobs: JobStream,
  measures: Measures,
  seed: number,
): void {
  if (typeof scheduling === 'string') runPreemptive(scheduling, jobs, workers, measures);
  else new Simulation(scheduling, plainCluster(workers), jobs, measures, seed).run();
}

async function resolve({ scheduling }: Experiment): Promise<BoundedScheduling | PreemptiveReference> {
  if (typeof scheduling !== 'string' || isReference(scheduling)) return scheduling;
  const [arm] = await parseArms([scheduling], undefined);
  if (arm?.kind !== 'strategy') throw new Error(`${scheduling} is not a strategy`);
  return {
    ...schedulingOf(arm, await loadDefinition(arm.file.module)),
    queueLimit: Number.POSITIVE_INFINITY,
  };
}
