import { serveTasks } from '../../processes/serve-tasks.ts';
import { type OwnTask, type SearchTask, search } from './search.ts';

serveTasks((own: OwnTask, watch, shared: Omit<SearchTask, 'arm'>) => search({ ...shared, ...own }, watch));
