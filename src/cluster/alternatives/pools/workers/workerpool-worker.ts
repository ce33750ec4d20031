import workerpool from 'workerpool';
import { poolTaskRunner } from '../../task-runner.ts';

workerpool.worker({ run: await poolTaskRunner() });
