import { serveTasks } from '../../processes/serve-tasks.ts';
import type { Experiment } from './experiment.ts';
import { experimentsOf } from './experiments.ts';
import { replicate } from './replication.ts';
import type { Replicated, Task } from './run.ts';

serveTasks<Task, Replicated>(({ experiment, quick, seed }, watch) =>
  watch.trust(async () => {
    const before = process.cpuUsage();
    const replication = await replicate(experimentsOf(quick)[experiment] as Experiment, seed);
    const { user, system } = process.cpuUsage(before);
    return { ...replication, seconds: (user + system) / 1e6 };
  }),
);
