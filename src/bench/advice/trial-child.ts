import { serveTasks } from '../../processes/serve-tasks.ts';
import { runTask } from './trial.ts';

serveTasks(runTask);
