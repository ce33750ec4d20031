import { defineJob } from '../../../../src/contract/define-job.ts';

export default defineJob(() => {
  throw Object.assign(new RangeError('no such month'), { code: 'ERR_MONTH', month: 13 });
});
