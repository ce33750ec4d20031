import { availableParallelism } from 'node:os';
import { unknownName } from '../catalogue/names.ts';
import { refuse } from '../core/usage-error.ts';
import { isNatsWire, type NatsWire } from './broker.ts';
import type { StrategyChoice } from './chosen-strategy.ts';

/** Hears of workers that die, are killed, or close; pino and most others fit. */
export interface ClusterLog {
  warn(what: object, message: string): void;
}

/** What `startCluster` is told. Only `jobs` is needed. */
export interface ClusterOptions {
  /** The program of an HTTP worker: any that listens. Without one the cluster is a process pool. */
  readonly http?: string | URL;
  /** The folder of the job files; `./jobs/` if absent. */
  readonly jobs?: string | URL;
  /** A quarter of the processors if absent, at least 1; 0 without `http`. */
  readonly httpWorkers?: number;
  /** The other processors if absent, at least 1. */
  readonly jobWorkers?: number;
  /** A name of the catalogue, the path of a file, a definition, or `inline`: HTTP workers run the jobs. `pull-fifo` if absent. */
  readonly strategy?: StrategyChoice;
  readonly parameters?: Readonly<Record<string, number | string>>;
  /** How job workers are reached: `ipc`, processes, if absent; `threads` of the primary, which share its fate; or agents. */
  readonly wire?: 'ipc' | 'threads' | NatsWire;
  /** Unfinished jobs that a worker may hold, Infinity for any; the strategy's own if absent. */
  readonly window?: number | undefined;
  /** Jobs that may wait, 1000 if absent: more are rejected. */
  readonly queueLimit?: number;
  /** The most that a job may take, its wait included: 30 s if absent. A worker that blocks for longer is killed. */
  readonly timeoutMs?: number;
  /** How long all workers together may take until they are ready: 60 s if absent. */
  readonly startMs?: number;
  /** For how long an HTTP worker may block before it is killed and replaced: 60 s if absent. */
  readonly silenceMs?: number;
  /** What a close may take if it says no more: 10 s if absent. */
  readonly graceMs?: number;
  /** For the chances that a strategy takes. */
  readonly seed?: number;
  /** Lines on stderr if absent. */
  readonly logger?: ClusterLog;
  /** Close on SIGINT and SIGTERM; false if absent. */
  readonly signals?: boolean;
}

/** All options, with what the environment says instead. */
export interface ChosenOptions extends Omit<Required<ClusterOptions>, 'http' | 'window'> {
  readonly http: string | URL | undefined;
  readonly window: number | undefined;
}

const OPTIONS = [
  'http',
  'jobs',
  'httpWorkers',
  'jobWorkers',
  'strategy',
  'parameters',
  'wire',
  'window',
  'queueLimit',
  'timeoutMs',
  'startMs',
  'silenceMs',
  'graceMs',
  'seed',
  'logger',
  'signals',
] as const satisfies readonly (keyof ClusterOptions)[];

/** These replace what the code says: a benchmark runs the same app with other strategies. */
export const ENVIRONMENT = {
  strategy: 'CLUSTER_BENCH_STRATEGY',
  window: 'CLUSTER_BENCH_WINDOW',
  httpWorkers: 'CLUSTER_BENCH_HTTP_WORKERS',
  jobWorkers: 'CLUSTER_BENCH_JOB_WORKERS',
  seed: 'CLUSTER_BENCH_SEED',
} as const;

const STDERR: ClusterLog = {
  warn: (what, message) => process.stderr.write(`cluster: ${message} ${JSON.stringify(what)}\n`),
};

const USUAL = {
  jobs: './jobs/',
  strategy: 'pull-fifo',
  parameters: {},
  wire: 'ipc',
  queueLimit: 1000,
  timeoutMs: 30_000,
  startMs: 60_000,
  silenceMs: 60_000,
  graceMs: 10_000,
  seed: 1,
  logger: STDERR,
  signals: false,
} as const;

/** Throws UsageError with all mistakes. */
export function chosenOptions(given: ClusterOptions, env: NodeJS.ProcessEnv): ChosenOptions {
  refuse(
    Object.keys(given)
      .filter((name) => !(OPTIONS as readonly string[]).includes(name))
      .map((name) => unknownName('option', name, OPTIONS)),
  );
  const said: ClusterOptions = { ...stated(given), ...strategyIn(env), ...numbersIn(env) };
  const cores = availableParallelism();
  const usualHttp = said.http === undefined ? 0 : Math.max(1, cores >> 2);
  const { httpWorkers = usualHttp } = said;
  const chosen: ChosenOptions = {
    ...USUAL,
    jobWorkers: Math.max(1, cores - httpWorkers),
    window: undefined,
    ...said,
    http: said.http,
    httpWorkers: said.http === undefined ? 0 : httpWorkers,
  };
  refuse(mistakesIn(chosen));
  return chosen;
}

/** Without options that are undefined: those are absent. */
function stated(given: ClusterOptions): ClusterOptions {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

/** Parameters and window belong to the strategy that the code names. */
function strategyIn(
  env: NodeJS.ProcessEnv,
): Partial<Pick<ChosenOptions, 'strategy' | 'parameters' | 'window'>> {
  const strategy = env[ENVIRONMENT.strategy];
  return strategy === undefined ? {} : { strategy, parameters: {}, window: undefined };
}

const NUMBERS = ['window', 'httpWorkers', 'jobWorkers', 'seed'] as const;

function numbersIn(env: NodeJS.ProcessEnv): Pick<ClusterOptions, (typeof NUMBERS)[number]> {
  const texts = NUMBERS.map((option) => [option, env[ENVIRONMENT[option]] ?? ''] as const);
  const given = texts.filter(([, text]) => text !== '');
  refuse(
    given
      .filter(([option, text]) => Number.isNaN(numberOf(option, text)))
      .map(([option, text]) => `${ENVIRONMENT[option]} must be a number, but is ${JSON.stringify(text)}`),
  );
  return Object.fromEntries(given.map(([option, text]) => [option, numberOf(option, text)]));
}

/** A window of `none` is none. */
function numberOf(option: (typeof NUMBERS)[number], text: string): number {
  return option === 'window' && text === 'none' ? Number.POSITIVE_INFINITY : Number(text);
}

function mistakesIn(chosen: ChosenOptions): string[] {
  const mistakes: string[] = [];
  const number = (name: keyof ChosenOptions, low: number, high: number) => {
    const value = chosen[name];
    if (!Number.isInteger(value) || Number(value) < low || Number(value) > high)
      mistakes.push(`${name} must be a whole number from ${low} to ${high}, but is ${String(value)}`);
  };
  number('httpWorkers', chosen.http === undefined ? 0 : 1, 1000);
  number('jobWorkers', chosen.strategy === 'inline' ? 0 : 1, 1000);
  number('queueLimit', 0, 10_000_000);
  number('timeoutMs', 1, 2 ** 31 - 1);
  number('startMs', 1, 2 ** 31 - 1);
  number('silenceMs', 1000, 2 ** 31 - 1);
  number('graceMs', 0, 2 ** 31 - 1);
  number('seed', 0, Number.MAX_SAFE_INTEGER);
  const { window, strategy, http, logger, wire } = chosen;
  if (wire !== 'ipc' && wire !== 'threads' && !isNatsWire(wire))
    mistakes.push(`wire must be ipc, threads or { nats: { servers } }, but is ${JSON.stringify(wire)}`);
  if (window !== undefined && window !== Number.POSITIVE_INFINITY) number('window', 1, 1_000_000);
  if (strategy === 'inline' && http === undefined)
    mistakes.push('strategy: inline needs http: it means that HTTP workers run the jobs');
  if (typeof logger?.warn !== 'function') mistakes.push('logger must have a function warn(fields, message)');
  return mistakes;
}
