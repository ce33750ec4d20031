import { leastWorkOfDMeanResponse } from '../../theory/least-work-of-d.ts';
import { shortestOfDMeanResponse } from '../../theory/shortest-of-d.ts';
import { workStealingMeanResponse } from '../../theory/work-stealing.ts';
import type { Experiment } from '../experiment.ts';
import { meanResponse } from '../questions.ts';
import { exponentialJobs } from './laws.ts';

/** The formulas hold for infinitely many workers; with k the mean is off by the order of 1/k. */
const WORKERS = 10_000;

export function meanField(): Experiment[] {
  return [
    jsq(2, 0.5, { presentAtStart: 0.69, warmup: 4, measured: 3 }),
    jsq(2, 0.7, { presentAtStart: 1.214, warmup: 5, measured: 4 }),
    jsq(2, 0.9, { presentAtStart: 2.437, warmup: 6, measured: 3 }),
    jsq(3, 0.5, { presentAtStart: 0.6, warmup: 4, measured: 2 }),
    jsq(3, 0.7, { presentAtStart: 1.0, warmup: 5, measured: 3 }),
    jsq(3, 0.9, { presentAtStart: 1.87, warmup: 6, measured: 3 }),
    leastWork(0.5, { presentAtStart: 0.61, warmup: 5, measured: 2 }),
    leastWork(0.7, { presentAtStart: 1.02, warmup: 6, measured: 3 }),
    leastWork(0.9, { presentAtStart: 1.89, warmup: 6, measured: 3 }),
    stealing(0.5, { presentAtStart: 1.03, warmup: 12, measured: 4 }),
    stealing(0.7, { presentAtStart: 1.88, warmup: 18, measured: 4 }),
    stealing(0.9, { presentAtStart: 3.757, warmup: 30, measured: 5 }),
  ];
}

/**
 * The system starts with jobs, so that it need not fill up. Jobs placed all at once are spread more evenly than in the steady
 * state, so the mean would first fall and then recover slowly. With slightly more jobs than the mean, it is within 0.1 % by
 * the end of the warm-up, according to the differential equations of the infinite system.
 */
interface Span {
  /** Jobs a worker. */
  readonly presentAtStart: number;
  /** In mean service times. */
  readonly warmup: number;
  readonly measured: number;
}

function jsq(d: number, load: number, span: Span): Experiment {
  const response = shortestOfDMeanResponse(d, load);
  return large(`JSQ(${d})`, load, `power-of-two-choices:d=${d}`, response, span);
}

function leastWork(load: number, span: Span): Experiment {
  return large('LL(2)', load, 'least-work-of-two', leastWorkOfDMeanResponse(2, load), span);
}

function stealing(load: number, span: Span): Experiment {
  return large('work stealing', load, 'work-stealing:victims=1', workStealingMeanResponse(load), span);
}

function large(name: string, load: number, strategy: string, response: number, span: Span): Experiment {
  const { presentAtStart, warmup, measured } = span;
  return {
    name: `${name} of ${WORKERS} at ${load}`,
    system: {
      workers: WORKERS,
      utilisation: load,
      ...exponentialJobs,
      presentAtStart,
      warmupJobs: warmup * load * WORKERS,
      measuredJobs: measured * load * WORKERS,
    },
    scheduling: strategy,
    controls: ['offered load'],
    replications: 20,
    questions: [meanResponse(response)],
  };
}
