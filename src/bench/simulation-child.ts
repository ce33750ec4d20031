import { serveTasks } from '../processes/serve-tasks.ts';
import { runSimulationTask } from './simulation-task.ts';

serveTasks(runSimulationTask);
