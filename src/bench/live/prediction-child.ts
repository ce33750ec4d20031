import { serveTasks } from '../../processes/serve-tasks.ts';
import { predict } from './prediction.ts';

serveTasks(predict);
