import { serveTasks } from '../../processes/serve-tasks.ts';
import { search } from './search.ts';

serveTasks(search);
