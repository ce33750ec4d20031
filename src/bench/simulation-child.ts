import { serveTasks } from './child-pool.ts';
import { runSimulationTask } from './simulation-task.ts';

serveTasks(runSimulationTask);
