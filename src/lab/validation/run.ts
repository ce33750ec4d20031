import { RandomStream } from '../../core/random-stream.ts';
import { resultOf, runTasks } from '../../processes/task-pool.ts';
import type { TaskWorld } from '../../processes/task-world.ts';
import { type CheckResult, checkResults } from './check-result.ts';
import type { Experiment } from './experiment.ts';
import { experimentsOf } from './experiments.ts';
import type { Replication } from './replication.ts';

export interface ValidationSettings {
  /** The seeds of all replications follow from it. */
  readonly seed: number;
  /** About a sixth of the jobs, wider limits for the intervals, and no large clusters. */
  readonly quick: boolean;
  /** Processes of this machine if absent. */
  readonly world?: TaskWorld | undefined;
}

export interface ValidationResult {
  readonly schemaVersion: 1;
  readonly passed: boolean;
  readonly checks: readonly CheckResult[];
}

/** One planned replication. */
export interface Task {
  /** Index in the quick or the full list of experiments. */
  readonly experiment: number;
  readonly quick: boolean;
  readonly seed: number;
}

/** A replication and its CPU time in seconds. */
export interface Replicated extends Replication {
  readonly seconds: number;
}

const WORKER = new URL('./worker-main.js', import.meta.url);

/** Checks the simulator against queueing theory. Reports the number of completed replications. */
export async function runValidation(
  { seed, quick, world }: ValidationSettings,
  onProgress: (done: number, of: number) => void,
  signal: AbortSignal,
): Promise<ValidationResult> {
  const experiments = experimentsOf(quick);
  const tasks = tasksOf(experiments, quick, seed);
  const onDone = (done: number) => onProgress(done, tasks.length);
  const pool = { entry: WORKER, world, ownerOf: () => undefined };
  const settled = await runTasks<Task, Replicated>(pool, tasks, onDone, signal);
  return judge(experiments, tasks, settled.map(resultOf));
}

/** All replications of all experiments. The longest come first, so that no process runs one alone at the end. */
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

/** Turns the replications into checks, in the order of the experiments. */
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

/** Depends only on the experiment's name, so that a new experiment does not change the others. */
function seedOf(seed: number, experiment: string, replication: number): number {
  return Math.floor(new RandomStream(seed, `${experiment} #${replication}`).next() * 2 ** 32);
}

/** Approximate cost of one replication, in jobs of a small cluster. In large clusters, cache misses multiply the cost of a job. */
function costOf({ system }: Experiment): number {
  const { workers, presentAtStart, warmupJobs, measuredJobs } = system;
  return (presentAtStart * workers + warmupJobs + measuredJobs) * (workers < 1000 ? 1 : 10);
}
