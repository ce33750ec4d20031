import { z } from 'zod';

/*
 * What an app says on the channel that the bench gives it, a JSON object a line: docs/app-report.md. Fields that are not
 * known are left alone, so that newer apps can be measured.
 */

const count = z.number().int().min(0);
const ms = z.number().min(0);

const outcomes = z.object({
  ok: count,
  failed: count,
  timedOut: count,
  cancelled: count,
  rejected: count,
});

const jobType = z.object({
  /** As the calls ended in the HTTP workers. */
  asked: outcomes,
  /** As the primary settled them; the same object as `asked` where no primary has to do with it (inline). */
  settled: outcomes,
  /** Why the first that failed did. */
  failure: z.string().optional(),
  /** Results that came after their job was answered. */
  lateDuplicates: count.default(0),
  /** Of jobs that ran, in the same order: from arrival at the primary to the start, and how long they ran. */
  waitMs: z.array(ms).default([]),
  serviceMs: z.array(ms).default([]),
  /** When each of them arrived at the primary, on the machine's monotonic clock. */
  atMs: z.array(ms).default([]),
});

const account = z.object({
  report: z.literal('account'),
  /** By status: answers that the HTTP workers sent since the app started. Null where it does not count them. */
  answers: z.record(z.string().regex(/^[1-5]\d\d$/), count).nullable(),
  jobs: z.record(z.string(), jobType),
  /** Jobs that were not settled when it reported. */
  open: count,
  /** What did not add up in the app, in words. */
  faults: z.array(z.string()).default([]),
  workerDeaths: count.default(0),
  httpWorkerDeaths: count.default(0),
  jobWorkers: z
    .array(z.object({ worker: count, jobs: count, busyMs: ms, cpuMs: ms, unfinished: count.default(0) }))
    .default([]),
  httpWorkers: z.array(z.object({ worker: count, requests: count, cpuMs: ms })).default([]),
  decisionNs: z.object({ count, mean: ms, p50: ms, p99: ms }).nullable().default(null),
});

const ready = z.object({
  report: z.literal('ready'),
  url: z.string(),
  /** As the environment names it; what the app runs in fact. */
  strategy: z.string().optional(),
});
const failed = z.object({
  report: z.literal('failed'),
  cause: z.enum(['app', 'strategy']).default('app'),
  message: z.string(),
});

const reports = z.discriminatedUnion('report', [ready, account, failed]);

export type AppReport = z.infer<typeof reports>;
export type AppReady = z.infer<typeof ready>;
export type AppAccount = z.infer<typeof account>;

/** One line of the channel; text for what is wrong with it. */
export function reportIn(line: string): AppReport | string {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return 'the app reported a line that is no JSON';
  }
  const read = reports.safeParse(value);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  return `the app reported what docs/app-report.md does not know: ${issue?.path.map(String).join('.') ?? ''}: ${issue?.message}`;
}
