import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect } from 'chai';
import { RandomStream } from '../../src/core/random-stream.ts';
import type { JobStream, SimulatedType } from '../../src/simulation/job-stream.ts';
import { Measures } from '../../src/simulation/measures.ts';
import { plainCluster } from '../../src/simulation/simulated-cluster.ts';
import { Simulation } from '../../src/simulation/simulation.ts';
import leastActive from '../../strategies/least-active.ts';
import pullFifo from '../../strategies/pull-fifo.ts';
import { scheduledBy } from './recorded-run.ts';

/** Job records alone would be over a hundred bytes each. */
const MOST_BYTES_PER_JOB = 8;

describe('the memory of a simulation', () => {
  for (const definition of [pullFifo, leastActive]) {
    it(`does not grow with the number of jobs: ${definition.title}`, () => {
      const few = heldAfter(100_000);
      const many = heldAfter(500_000);
      expect((many - few) / 400_000).to.be.below(MOST_BYTES_PER_JOB);
    });

    function heldAfter(jobs: number): number {
      const stream = new EndlessJobs();
      const measures = new Measures({ warmupMs: 0, endMs: jobs / 3 }, [stream.type], 4);
      const cluster = { ...plainCluster(4), newsDelayMs: 0.01 };
      const simulation = new Simulation(scheduledBy(definition), cluster, stream, measures, 1);
      simulation.run();
      collectGarbage();
      const { heapUsed, arrayBuffers } = process.memoryUsage();
      // Asked afterwards, so that the simulation is still there when memory is counted.
      expect(simulation.primaries[0]!.dispatcher.tally.arrived).to.be.above(0.99 * jobs);
      return heapUsed + arrayBuffers;
    }
  }
});

/** Three a ms of mean 1, every other one with a deadline. */
class EndlessJobs implements JobStream {
  readonly type: SimulatedType = { type: 'job', typeIndex: 0, estimateMs: 0, key: '', timeoutMs: 20 };
  readonly #stream = new RandomStream(1, 'jobs');
  atMs = 0;
  sizeMs = 1;

  advance(): void {
    this.atMs += this.#stream.exponential(1 / 3);
    this.sizeMs = this.#stream.exponential(1);
  }
}

function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  setFlagsFromString('--no-expose-gc');
}
