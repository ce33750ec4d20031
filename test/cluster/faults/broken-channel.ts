import { writeSync } from 'node:fs';

/** Loaded into every process of a cluster before its own code: a job worker that is sent SIGUSR2 writes what is no message to its channel. */
const CHANNEL_FD = 3;
if (process.env.CLUSTER_ROLE === 'job')
  process.on('SIGUSR2', () => writeSync(CHANNEL_FD, 'out of my mind\n'));
