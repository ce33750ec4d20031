import { serveTasks } from '../../processes/serve-tasks.ts';
import { runSweepTask } from './task.ts';

serveTasks(runSweepTask);
