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
  httpWorkers: whole(1, 64).describe(
    'Processes that serve HTTP and compute nothing heavy; none in the simulator.',
  ),
  jobWorkers: whole(1, MAX_WORKERS).describe('Processes that run jobs; at most 64 live.'),
  speeds: z
    .array(speed)
    .max(MAX_WORKERS, `must have at most ${MAX_WORKERS} speeds`)
    .describe(
      'How fast each job worker runs timed jobs, in order; 1 where nothing is said. Not with reports.',
    )
    .optional(),
}).describe('The processes.');

const shifts = z
  .array(
    fields({
      atMs: between(0, HOUR_MS).describe(
        'From so many ms after the start of the load, warm-up included; each later than the one before.',
      ),
      types: jobTypes.describe(
        'Types of the start with other shares or lengths; those left out come no more.',
      ),
    }),
  )
  .describe(
    "Moments from which types have other shares and lengths. Only with the loads 'open' and 'bursts'.",
  );

const keys = fields({
  count: whole(1, 1_000_000).describe('How many keys there are.'),
  zipfExponent: between(0, 10).describe(
    'The r-th most popular has the weight r^(−zipfExponent); 0 makes all alike.',
  ),
}).describe('Heavy requests carry keys, for strategies that may know them. Not in a trace.');

const objective = fields({
  of: oneOf('slowdown', 'responseMs').describe(
    'Response ÷ service, or the response time in ms. Jobs of no length have no slowdown.',
  ),
  quantile: share(0.5, 0.9999).describe('Part of the requests of each type that must keep it.'),
  atMost: between(0.001, HOUR_MS).describe('The limit.'),
}).describe(
  'What has to hold for every type for the cluster to count as coping: searches and limits go by it.',
);

const faultEveryMs = between(1, HOUR_MS).describe(
  'From the end of the warm-up to the first, and from one to the next, in ms; below durationMs.',
);

const faults = z
  .array(
    z.discriminatedUnion('does', [
      fields({
        hits: oneOf('job worker', 'HTTP worker').describe(
          'Of whom one is hit, drawn from the seed; the simulator has no HTTP workers.',
        ),
        does: z
          .enum(['kill', 'stop'])
          .describe('Killed, it is gone at once; stopped, it is silent until the primary notices.'),
        everyMs: faultEveryMs,
      }).describe('A worker is lost.'),
      fields({
        hits: oneOf('job worker').describe('Of whom one is hit, drawn from the seed.'),
        does: z.literal('slow'),
        everyMs: faultEveryMs,
        speed: between(0.001, 0.999).describe('Times its own speed. Not with reports.'),
        forMs: between(1, HOUR_MS).describe('How long jobs that start take longer, in ms; at most everyMs.'),
      }).describe('A worker that runs timed jobs is slow for a while.'),
    ]),
  )
  .max(10, 'must be at most 10 faults')
  .describe(
    'What goes wrong again and again while the load is measured, live and simulated; at most 10 000 times each.',
  );

const disturbance = fields({
  atMs: between(0, HOUR_MS).describe('When, in ms from the start of the load.'),
  worker: whole(0, MAX_WORKERS - 1).describe('Which job worker, from 0.'),
  speed: between(0, 1000).describe('Its speed from then on; 0 kills it, a later speed brings it back.'),
});

const simulation = fields({
  messageMs: between(0, HOUR_MS)
    .describe('What each of the four messages of a request takes, in ms; 0 if left out.')
    .optional(),
  newsDelayMs: between(0, HOUR_MS)
    .describe('How much later than the client a primary hears that a job is done, in ms; 0 if left out.')
    .optional(),
  primaries: whole(1, 1000)
    .describe(
      'Primaries that each count their own assignments; every arrival goes to one at random. 1 if left out.',
    )
    .optional(),
  readCountsEveryMs: between(0.001, HOUR_MS)
    .describe('How often each of several primaries reads what the others count, in ms; never if left out.')
    .optional(),
  disturbances: z
    .array(disturbance)
    .describe('Moments from which a job worker has another speed.')
    .optional(),
}).describe('What the simulator imposes beyond the shape of the cluster; nothing of it is live.');

export const scenarioSchema = fields({
  about: sentence.describe('One sentence: the situation and what it shows.'),
  cluster,
  lightMs: between(0, MAX_TIMED_JOB_MS).describe('What a light request takes, in ms: a timer, no computing.'),
  types: jobTypes.describe('Heavy request types by name: lower-case letters, digits and hyphens.'),
  shifts: shifts.optional(),
  keys: keys.optional(),
  load: load.describe(
    'How requests arrive. Open loads and closed loops answer different questions and never share a table.',
  ),
  timeoutMs: between(1, HOUR_MS).describe(
    'Every request is answered by then, in ms: with its result or with 504.',
  ),
  defaultTimeScale: between(0.001, 1000)
    .describe('Pace when the user names none: every time is multiplied by it. 1 if left out.')
    .optional(),
  queueLimit: whole(1, 1_000_000).describe('Jobs that may wait in the primary; one more is answered 503.'),
  objective: objective.optional(),
  faults: faults.optional(),
  simulation: simulation.optional(),
}).superRefine((scenario, context) => {
  if (context.issues.length > 0) return;
  // What was found right is what the type says.
  const checked = scenario as unknown as Scenario;
  for (const { path, message } of [...contradictionsInLoad(checked), ...contradictionsInTrouble(checked)])
    context.addIssue({ code: 'custom', path, message });
});
