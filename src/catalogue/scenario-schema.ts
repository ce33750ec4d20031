import { z } from 'zod';
import type { Scenario } from '../contract/scenario.ts';
import { MAX_TIMED_JOB_MS } from '../jobs/limits.ts';
import { contradictionsInLoad } from './contradictions-in-load.ts';
import { contradictionsInTrouble } from './contradictions-in-trouble.ts';
import { between, fields, HOUR_MS, oneOf, sentence, share, whole } from './field-checks.ts';
import { load } from './load-schema.ts';
import { jobTypes } from './types-schema.ts';

const MAX_WORKERS = 100_000;
const speed = between(0.001, 1000);

const cluster = fields({
  httpWorkers: whole(1, 64).describe('Processes that serve HTTP and pass heavy work on; not simulated.'),
  jobWorkers: whole(1, MAX_WORKERS).describe('Processes that run jobs; at most 64 live.'),
  speeds: z
    .array(speed)
    .max(MAX_WORKERS, `must have at most ${MAX_WORKERS} speeds`)
    .describe(
      'Relative speed of each job worker for timed jobs, in order; 1 for workers beyond the list. Not with reports.',
    )
    .optional(),
}).describe('The processes.');

const shifts = z
  .array(
    fields({
      atMs: between(0, HOUR_MS).describe(
        'Start of the shift, in ms from the start of the load (warm-up included); each later than the one before.',
      ),
      types: jobTypes.describe(
        'Types with other shares or lengths than at the start; types left out do not arrive any more.',
      ),
    }),
  )
  .describe(
    "Moments at which shares and lengths of the types change. Only with the loads 'open' and 'bursts'.",
  );

const keys = fields({
  count: whole(1, 1_000_000).describe('Number of different keys.'),
  zipfExponent: between(0, 10).describe(
    'The r-th most frequent key has the weight r^(−zipfExponent); with 0 all are equally frequent.',
  ),
}).describe('Keys of heavy requests, for strategies that may know them. Not in a trace.');

const objective = fields({
  of: oneOf('slowdown', 'responseMs').describe(
    'Slowdown (response ÷ service) or response time in ms. Jobs of length 0 have no slowdown.',
  ),
  quantile: share(0.5, 0.9999).describe('Share of the requests of each type that must be within the limit.'),
  atMost: between(0.001, HOUR_MS).describe('The limit.'),
}).describe('Objective that must hold for every type. Searches and limits use it.');

const faultEveryMs = between(1, HOUR_MS).describe(
  'Interval in ms from the end of the warm-up to the first fault, and between faults; below durationMs.',
);

const faults = z
  .array(
    z.discriminatedUnion('does', [
      fields({
        hits: oneOf('job worker', 'HTTP worker').describe(
          'Kind of worker; the seed decides which one is hit. HTTP workers are not simulated.',
        ),
        does: z
          .enum(['kill', 'stop'])
          .describe('A killed worker ends at once; a stopped one is silent until the primary notices.'),
        everyMs: faultEveryMs,
      }).describe('A worker dies or stops.'),
      fields({
        hits: oneOf('job worker').describe('Kind of worker; the seed decides which one is hit.'),
        does: z.literal('slow'),
        everyMs: faultEveryMs,
        speed: between(0.001, 0.999).describe('Factor on its own speed. Not with reports.'),
        forMs: between(1, HOUR_MS).describe(
          'Time in ms during which the jobs that start are slow; at most everyMs.',
        ),
      }).describe('A worker that runs timed jobs is slow for a while.'),
    ]),
  )
  .max(10, 'must be at most 10 faults')
  .describe('Faults that repeat while the load is measured, live and simulated; at most 10 000 times each.');

const disturbance = fields({
  atMs: between(0, HOUR_MS).describe('Time of the change, in ms from the start of the load.'),
  worker: whole(0, MAX_WORKERS - 1).describe('Number of the job worker, from 0.'),
  speed: between(0, 1000).describe('Its speed from then on; 0 kills it, a later speed revives it.'),
});

const simulation = fields({
  messageMs: between(0, HOUR_MS)
    .describe('Delay of each of the four messages of a request, in ms; 0 if left out.')
    .optional(),
  aroundMs: between(0, HOUR_MS)
    .describe('What HTTP and the way to the client add to each answer, in ms; 0 if left out.')
    .optional(),
  newsDelayMs: between(0, HOUR_MS)
    .describe(
      'Delay in ms between the answer to the client and the news of it at the primary; 0 if left out.',
    )
    .optional(),
  primaries: whole(1, 1000)
    .describe(
      'Number of primaries. Each counts its own assignments; every arrival goes to a random one. 1 if left out.',
    )
    .optional(),
  readCountsEveryMs: between(0.001, HOUR_MS)
    .describe('Interval in ms at which each primary reads the counts of the others; never if left out.')
    .optional(),
  machines: z
    .array(whole(1, MAX_WORKERS))
    .describe(
      "Job workers on each machine, in order; the first is the primary's own. All are there if left out.",
    )
    .optional(),
  farMs: between(0, HOUR_MS)
    .describe(
      'What each message to or from a job worker on another machine takes beyond messageMs, in ms; 0 if left out.',
    )
    .optional(),
  disturbances: z
    .array(disturbance)
    .describe('Moments at which the speed of a job worker changes.')
    .optional(),
}).describe('Conditions for the simulator only; the live cluster ignores them.');

export const scenarioSchema = fields({
  about: sentence.describe('One sentence: the situation and what it shows.'),
  cluster,
  lightMs: between(0, MAX_TIMED_JOB_MS).describe('Duration of a light request in ms: a timer, no computing.'),
  types: jobTypes.describe('Heavy request types by name: lower-case letters, digits and hyphens.'),
  shifts: shifts.optional(),
  keys: keys.optional(),
  load: load.describe(
    'How requests arrive. Open loads and closed loops answer different questions and never share a table.',
  ),
  timeoutMs: between(1, HOUR_MS).describe(
    'Deadline in ms: every request is answered by then, with its result or with 504.',
  ),
  defaultTimeScale: between(0.001, 1000)
    .describe('Factor on every time if the user sets no `--time-scale`. 1 if left out.')
    .optional(),
  queueLimit: whole(1, 1_000_000).describe(
    'Most jobs that may wait in the primary; further ones are answered 503.',
  ),
  objective: objective.optional(),
  faults: faults.optional(),
  simulation: simulation.optional(),
}).superRefine((scenario, context) => {
  if (context.issues.length > 0) return;
  // The checked value has this type.
  const checked = scenario as unknown as Scenario;
  for (const { path, message } of [...contradictionsInLoad(checked), ...contradictionsInTrouble(checked)])
    context.addIssue({ code: 'custom', path, message });
});
