import { serveTasks } from '../../processes/serve-tasks.ts';
import { runFaultTask } from './fault-seeds.ts';

serveTasks(runFaultTask);
