import { writeSync } from 'node:fs';
import { PIPE_FD } from '../../../src/cluster/control.ts';

/** Loaded into every process of a cluster before its own code: a job worker that is sent SIGUSR2 writes what is no message to its pipe. */
if (process.env.CLUSTER_ROLE === 'job') process.on('SIGUSR2', () => writeSync(PIPE_FD, 'out of my mind\n'));
