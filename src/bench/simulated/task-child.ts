import { serveTasks } from '../../processes/serve-tasks.ts';
import { runSimulationTask } from './task.ts';

serveTasks(runSimulationTask);
