import { performance } from 'node:perf_hooks';
import type { StrategyArm } from '../../../catalogue/arms.ts';
import { loadDefinition } from '../../../catalogue/load-definition.ts';
import { schedulingOf } from '../../../catalogue/scheduling-of.ts';
import type { StrategyDefinition } from '../../../contract/strategy.ts';
import { Measures } from '../../../simulation/measures.ts';
import { plainCluster } from '../../../simulation/simulated-cluster.ts';
import { Simulation } from '../../../simulation/simulation.ts';
import { answerTask } from '../forked.ts';
import { ExponentialJobs } from './exponential-jobs.ts';

export interface SpeedTask {
  readonly arm: StrategyArm;
  readonly workers: number;
  readonly jobs: number;
}

export interface SpeedSample {
  readonly jobsPerSecond: number;
  readonly peakMemoryBytes: number;
}

const LOAD = 0.9;

/** The process that times one simulation. */
answerTask(async (given): Promise<SpeedSample> => {
  const { arm, workers, jobs } = given as SpeedTask;
  const strategy = await loadDefinition(arm.file.module);
  // A small simulation for warm-up, so that no large cluster stays in memory.
  simulate(strategy, arm, Math.min(workers, 1000), Math.min(jobs, 300_000));
  const startMs = performance.now();
  const served = simulate(strategy, arm, workers, jobs);
  const seconds = (performance.now() - startMs) / 1000;
  return { jobsPerSecond: served / seconds, peakMemoryBytes: process.resourceUsage().maxRSS * 1024 };
});

/** Includes the construction of the cluster. Returns the number of completed jobs. */
function simulate(strategy: StrategyDefinition, arm: StrategyArm, workers: number, jobs: number): number {
  const stream = new ExponentialJobs(LOAD * workers, 1);
  const measures = new Measures({ warmupMs: 0, endMs: jobs / (LOAD * workers) }, [stream.type], workers);
  const scheduling = { ...schedulingOf(arm, strategy), queueLimit: Number.POSITIVE_INFINITY };
  new Simulation(scheduling, plainCluster(workers), stream, measures, 1).run();
  return measures.started;
}
