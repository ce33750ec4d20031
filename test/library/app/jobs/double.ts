import { defineJob } from '../../../../src/contract/define-job.ts';

export default defineJob(({ number }: { number: number }) => ({ twice: 2 * number, pid: process.pid }));

export function check(params: { number?: unknown } | null): string | undefined {
  return typeof params?.number === 'number' ? undefined : 'number must be a number';
}
