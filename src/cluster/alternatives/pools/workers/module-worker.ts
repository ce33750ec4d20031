import { poolTaskRunner } from '../../task-runner.ts';

/** For piscina and tinypool. */
export default await poolTaskRunner();
