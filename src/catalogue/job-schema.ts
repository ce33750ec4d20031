import type { JobOptions } from '../contract/define-job.ts';
import type { JobDescription } from '../load/plan/scenario-states.ts';
import { between, fields, HOUR_MS, whole } from './field-checks.ts';
import type { Issue } from './inspection-messages.ts';
import { nearest } from './names.ts';

const MOST_MB = 65_536;

const options = fields({
  timeoutMs: between(1, HOUR_MS).optional(),
  attempts: whole(1, 3).optional(),
  maxOldSpaceMb: whole(16, MOST_MB).optional(),
  recycleAfterMb: whole(16, MOST_MB).optional(),
  recycleAfterJobs: whole(1, 1_000_000_000).optional(),
  concurrency: whole(1, 1000).optional(),
  setupTimeoutMs: between(1, HOUR_MS).optional(),
});

const FUNCTIONS = ['setup', 'teardown', 'check', 'sample'] as const;

/** What a job file exports, or what is wrong with it. Other exports are its own business, unless one looks misspelt. */
export function describeJob(
  exports: Readonly<Record<string, unknown>>,
): { readonly job: JobDescription } | { readonly issues: readonly Issue[] } {
  const issues: Issue[] = [];
  if (typeof exports.default !== 'function')
    issues.push({ path: [], message: 'must export a function by default: (params, context) => result' });
  for (const name of FUNCTIONS)
    if (exports[name] !== undefined && typeof exports[name] !== 'function')
      issues.push({ path: [name], message: 'must be a function' });
  const known = [...FUNCTIONS, 'options', 'default'];
  for (const name of Object.keys(exports)) {
    const meant = known.includes(name) ? undefined : nearest(name, known);
    if (meant !== undefined)
      issues.push({ path: [name], message: `is nothing that a job exports. Did you mean ${meant}?` });
  }
  const checked = options.safeParse(exports.options ?? {});
  for (const { path, message } of checked.error?.issues ?? [])
    issues.push({ path: ['options', ...path.map(String)], message });
  if (issues.length > 0) return { issues };
  const has = (name: (typeof FUNCTIONS)[number]) => exports[name] !== undefined;
  return {
    job: {
      options: checked.data as JobOptions,
      setup: has('setup'),
      teardown: has('teardown'),
      check: has('check'),
      sample: has('sample'),
    },
  };
}
