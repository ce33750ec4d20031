import { availableParallelism } from 'node:os';
import { userPath } from '../catalogue/user-path.ts';
import { refuse } from '../core/usage-error.ts';
import type { AppOptions, Target } from '../load/plan/app-under-test.ts';
import { isLoopback } from '../load/traffic/loopback.ts';
import { okStatuses } from '../load/traffic/statuses.ts';
import type { BenchOptions } from './bench-options.ts';

const DEFAULT_HTTP_WORKERS = 2;
/** With one there is nothing to choose. */
const FEWEST_JOB_WORKERS = 2;

/** What was asked for, or a `UsageError` with all that is wrong with it. `given` stand on the command line. */
export function appOptions(options: BenchOptions, given: ReadonlySet<string>): AppOptions {
  const { requests = '', rate, seconds, ok } = options;
  const scenario = given.has('scenario') ? options.scenario : null;
  refuse([...mistakesIn(options, scenario), ...mistakesOfTarget(options, given)]);
  okStatuses(ok);
  return {
    target: targetOf(options),
    requests: userPath(requests),
    keepCredentials: options.keepCredentials ?? false,
    ok,
    perSecond: rate ?? null,
    scenario,
    timeScale: options.timeScale ?? null,
    seconds: seconds ?? null,
    workers: workersOf(options, scenario),
  };
}

function mistakesIn({ requests, rate, timeScale }: BenchOptions, scenario: string | null): string[] {
  return [
    ...(requests === undefined
      ? ['--requests=<file> is missing: a file with what to send, a line each, such as GET /report/17']
      : []),
    ...(rate === undefined && scenario === null
      ? ['--rate=<number> is missing: requests a second; or --scenario=<name> for its arrivals']
      : []),
    ...(timeScale !== undefined && scenario === null
      ? ['--time-scale needs --scenario=<name>: it changes the pace of its arrivals']
      : []),
  ];
}

function mistakesOfTarget({ url, ready }: BenchOptions, given: ReadonlySet<string>): string[] {
  if (url !== undefined) return [...urlMistakes(url), ...strategyMistakes(given)];
  return [
    ...(given.has('window') && !given.has('strategy')
      ? ['--window needs --strategy: without one the app runs as it is']
      : []),
    ...(ready === undefined || ready.startsWith('/')
      ? []
      : [`--ready is a path such as /health, but is ${JSON.stringify(ready)}`]),
  ];
}

function targetOf({ url, app = '', setup, ready }: BenchOptions): Target {
  if (url !== undefined) return { kind: 'url', url: new URL(url).origin };
  return { kind: 'app', command: app, folder: userPath('.'), setup: setup ?? null, ready: ready ?? null };
}

function urlMistakes(text: string): string[] {
  const example = 'such as http://127.0.0.1:3000';
  if (!/^[a-z]+:\/\//i.test(text) || !URL.canParse(text))
    return [`--url must be an address ${example}, but is ${JSON.stringify(text)}`];
  const { protocol, pathname, search } = new URL(text);
  return [
    ...(protocol === 'http:' ? [] : [`--url must begin with http://: only that is sent`]),
    ...(isLoopback(text) ? [] : [`--url must be on this machine, ${example}: load is sent to no other`]),
    ...(pathname === '/' && search === ''
      ? []
      : ['--url has a path: paths belong into the file of --requests']),
  ];
}

/** A server that runs is not started anew with another strategy. */
function strategyMistakes(given: ReadonlySet<string>): string[] {
  const foreign = ['strategy', 'window', 'baseline'].filter((name) => given.has(name));
  return foreign.map((name) => `--${name} needs --app=<command>: a server that runs is measured as it is`);
}

/** Where strategies are compared the app has sizes, or nobody could say what was compared. */
function workersOf(options: BenchOptions, scenario: string | null): AppOptions['workers'] {
  const { url, strategy, httpWorkers, jobWorkers } = options;
  const isSized = strategy !== undefined || httpWorkers !== undefined || jobWorkers !== undefined;
  if (
    url !== undefined ||
    !isSized ||
    (scenario !== null && httpWorkers === undefined && jobWorkers === undefined)
  )
    return null;
  return {
    http: httpWorkers ?? DEFAULT_HTTP_WORKERS,
    job: jobWorkers ?? Math.max(FEWEST_JOB_WORKERS, availableParallelism() - 2),
  };
}
