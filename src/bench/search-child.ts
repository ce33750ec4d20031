import { serveTasks } from './child-pool.ts';
import { search } from './simulation-search.ts';

serveTasks(search);
