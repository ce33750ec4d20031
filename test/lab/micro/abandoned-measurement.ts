import type { System } from '../../../src/lab/micro/dispatch/plan.ts';
import { runPath } from '../../../src/lab/micro/measure-dispatch-path.ts';

/** A program that measures the path named on its command line for ever, and waits to be killed. */
const system = process.argv[2] as System;
await runPath({ system, inFlight: 2, window: 1, carries: 'nothing', warmupJobs: 1, jobs: 1e9 });
