import { defineJob } from '../../../../src/contract/define-job.ts';

export default defineJob(() => process.kill(process.pid, 'SIGKILL'));
