import { RandomStream } from '../../core/random-stream.ts';
import { resultOf, runTasks } from '../../processes/task-pool.ts';
import { type CheckResult, checkResults } from './check-result.ts';
import type { Experiment } from './experiment.ts';
import { experimentsOf } from './experiments.ts';
import type { Replication } from './replication.ts';

export interface ValidationSettings {
  /** What every replication's own seed is drawn from. */
  readonly seed: number;
  /** About a sixth of the jobs, intervals that may be wider in proportion, and no large clusters. */
  readonly quick: boolean;
  readonly processes: number;
}

export interface ValidationResult {
  readonly schemaVersion: 1;
  readonly passed: boolean;
  readonly checks: readonly CheckResult[];
}

/** One replication to do. */
export interface Task {
  /** Place in the list of experiments, which is the quick one or the full one. */
  readonly experiment: number;
  readonly quick: boolean;
  readonly seed: number;
}

/** A replication, and what it took in seconds of CPU. */
export interface Replicated extends Replication {
  readonly seconds: number;
}

const WORKER = new URL('./worker-main.js', import.meta.url);

/** Holds the simulator against queueing theory. Tells how many of all replications are done. */
export async function runValidation(
  { seed, quick, processes }: ValidationSettings,
  onProgress: (done: number, of: number) => void,
  signal: AbortSignal,
): Promise<ValidationResult> {
  const experiments = experimentsOf(quick);
  const tasks = tasksOf(experiments, quick, seed);
  const onDone = (done: number) => onProgress(done, tasks.length);
  const pool = { entry: WORKER, processes, ownerOf: () => undefined };
  const settled = await runTasks<Task, Replicated>(pool, tasks, onDone, signal);
  return judge(experiments, tasks, settled.map(resultOf));
}

/** All replications of all experiments, the longest first, so that no process is left alone with one at the end. */
export function tasksOf(experiments: readonly Experiment[], quick: boolean, seed: number): Task[] {
  const indices = experiments.map((_, index) => index);
  const cost = (index: number) => costOf(experiments[index] as Experiment);
  return indices
    .sort((a, b) => cost(b) - cost(a))
    .flatMap((experiment) => {
      const { name, replications } = experiments[experiment] as Experiment;
      return Array.from({ length: replications }, (_, i) => ({
        experiment,
        quick,
        seed: seedOf(seed, name, i),
      }));
    });
}

/** What was replicated for each task, made into checks in the order of the experiments. */
export function judge(
  experiments: readonly Experiment[],
  tasks: readonly Task[],
  replicated: readonly Replicated[],
): ValidationResult {
  const checks = experiments.flatMap((experiment, index) => {
    const own = replicated.filter((_, i) => tasks[i]?.experiment === index);
    const seconds = own.reduce((sum, replication) => sum + replication.seconds, 0);
    return checkResults(experiment, own, seconds);
  });
  return { schemaVersion: 1, passed: checks.every(({ passed }) => passed), checks };
}

/** Depends on nothing but the experiment's own name, so that adding one leaves the others as they were. */
function seedOf(seed: number, experiment: string, replication: number): number {
  return Math.floor(new RandomStream(seed, `${experiment} #${replication}`).next() * 2 ** 32);
}

/** Of one replication, about, in jobs of a small cluster: beyond the caches a job takes many times as long. */
function costOf({ system }: Experiment): number {
  const { workers, presentAtStart, warmupJobs, measuredJobs } = system;
  return (presentAtStart * workers + warmupJobs + measuredJobs) * (workers < 1000 ? 1 : 10);
}
