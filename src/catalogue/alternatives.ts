import type { ChoiceParameter, ParameterSpecs } from '../contract/parameters.ts';
import type { AlternativeArm } from './arms.ts';

/** What a job that was accepted survives. Rows of different durability do different work for a request. */
const DURABILITY = {
  memory: 'in memory',
  redis: 'in Redis, on disk every second',
  file: "in JetStream's file store",
} as const;

/** Something that people use instead of this project, as a row of a comparison. Its code is in `src/cluster/alternatives`. */
export interface Alternative {
  readonly kind: AlternativeArm['kind'];
  /** As `--strategy` names it. */
  readonly name: string;
  /** What it is and how it is set up: one sentence. */
  readonly about: string;
  readonly parameters: ParameterSpecs;
  /** Where an accepted job is kept, in words. */
  readonly durability: string;
  /** npm packages; none is a dependency of this package. */
  readonly packages: readonly string[];
  readonly server: ServerProgram | undefined;
  /** What runs the jobs. */
  readonly workers: 'threads' | 'processes';
  /** What a deadline or a client that is gone ends; undefined where it ends nothing. */
  readonly aborts: string | undefined;
  /** What becomes of a job whose worker dies. */
  readonly onDeath: string;
}

export type ServerProgram = 'redis-server' | 'nats-server';

const PLACE: ChoiceParameter = {
  kind: 'choice',
  default: 'http',
  choices: ['http', 'primary'],
  about: 'a pool in each HTTP worker, or one in the primary',
};

/** poolifier's names, in lower case. */
const CHOICE: ChoiceParameter = {
  kind: 'choice',
  default: 'least-used',
  choices: [
    'least-used',
    'round-robin',
    'least-busy',
    'least-elu',
    'fair-share',
    'weighted-round-robin',
    'interleaved-weighted-round-robin',
  ],
  about: 'how it chooses a worker',
};

function pool(
  package_: string,
  own: Pick<Alternative, 'about' | 'workers' | 'aborts' | 'onDeath'> & {
    readonly parameters?: ParameterSpecs;
  },
): Alternative {
  return {
    kind: 'pool',
    name: `pool:${package_}`,
    durability: DURABILITY.memory,
    packages: [package_],
    server: undefined,
    ...own,
    parameters: { ...own.parameters, place: PLACE },
  };
}

const KILLS = 'ends its worker';

export const ALTERNATIVES: readonly Alternative[] = [
  pool('piscina', {
    about: 'threads, one queue; the least busy thread gets the next job',
    workers: 'threads',
    aborts: KILLS,
    onDeath: 'fails',
  }),
  pool('tinypool', {
    about: 'threads, one queue; the first idle thread gets the next job',
    workers: 'threads',
    aborts: KILLS,
    onDeath: 'is never answered, and nothing takes the place of its thread',
  }),
  pool('poolifier', {
    about: 'threads, a queue in front of each; a worker is chosen as the job comes',
    parameters: { choice: CHOICE },
    workers: 'threads',
    aborts: 'gives up the job, which still runs',
    onDeath: 'fails, or is never answered; others fail until a new thread is there',
  }),
  pool('workerpool', {
    about: 'threads, one queue; the first idle thread gets the next job',
    workers: 'threads',
    aborts: KILLS,
    onDeath: 'fails',
  }),
  pool('jest-worker', {
    about: 'processes, one queue; idle processes take turns',
    workers: 'processes',
    aborts: undefined,
    onDeath: 'fails',
  }),
  pool('worker-farm', {
    about: 'processes that take turns; each gets up to 10 jobs at once',
    workers: 'processes',
    aborts: undefined,
    onDeath: 'is tried again, without limit',
  }),
  {
    kind: 'queue',
    name: 'queue:bullmq',
    about: 'a BullMQ queue in Redis; each job worker takes one job at a time, HTTP workers hear of its end',
    parameters: {},
    durability: DURABILITY.redis,
    packages: ['bullmq', 'redis'],
    server: 'redis-server',
    workers: 'processes',
    aborts: undefined,
    onDeath: 'is tried again once its lock is lost: after 30 to 60 s',
  },
  {
    kind: 'queue',
    name: 'queue:nats',
    about: 'requests to a NATS queue group; the server picks a job worker at random',
    parameters: {},
    durability: DURABILITY.memory,
    packages: [],
    server: 'nats-server',
    workers: 'processes',
    aborts: undefined,
    onDeath: 'is lost; its requester waits until the deadline',
  },
  {
    kind: 'queue',
    name: 'queue:jetstream',
    about: 'a work queue of JetStream; each job worker pulls one job at a time and acknowledges it',
    parameters: {},
    durability: DURABILITY.file,
    packages: ['@nats-io/jetstream'],
    server: 'nats-server',
    workers: 'processes',
    aborts: undefined,
    onDeath: 'is delivered again after 30 s',
  },
  {
    kind: 'cluster',
    name: 'cluster:round-robin',
    about: "no job workers: HTTP workers compute, and take turns to get connections (Node's default)",
    parameters: {},
    durability: DURABILITY.memory,
    packages: [],
    server: undefined,
    workers: 'processes',
    aborts: undefined,
    onDeath: 'is lost with its HTTP worker',
  },
  {
    kind: 'cluster',
    name: 'cluster:os',
    about:
      'no job workers: HTTP workers compute, and the operating system hands out connections (SCHED_NONE)',
    parameters: {},
    durability: DURABILITY.memory,
    packages: [],
    server: undefined,
    workers: 'processes',
    aborts: undefined,
    onDeath: 'is lost with its HTTP worker',
  },
];

/** Throws for a name that `ALTERNATIVES` does not have. */
export function alternativeOf(name: string): Alternative {
  const found = ALTERNATIVES.find((one) => one.name === name);
  if (found === undefined) throw new Error(`there is no ${name}`);
  return found;
}
