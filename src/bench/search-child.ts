import { serveTasks } from '../processes/serve-tasks.ts';
import { search } from './simulation-search.ts';

serveTasks(search);
