import type { PathPlan } from './plan.ts';

/** What a job is given and gives back, about 1 kB as JSON: small records, as most services send. */
const PAYLOAD = {
  kind: 'order',
  lines: Array.from({ length: 12 }, (_, line) => ({
    line,
    article: `article-${line * 7919}`,
    count: 1 + (line % 3),
    price: 9.95 + line,
    note: 'as ordered',
  })),
};

/** What each job of the plan is given, and gives back. */
export function inputOf({ carries }: PathPlan): unknown {
  return carries === '1 kB' ? PAYLOAD : 1;
}
