import { basename, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { compileFile } from '../catalogue/path-file.ts';
import { userPath } from '../catalogue/user-path.ts';
import { refuse, UsageError } from '../core/usage-error.ts';
import type { AppOptions } from '../load/plan/app-under-test.ts';
import { withCapacity } from '../load/plan/measured-capacity.ts';
import type { MeasuredScenario, PacedScenario } from '../load/plan/scenario-states.ts';
import { type RequestsFile, readModule, readRequests } from '../load/traffic/read-requests.ts';
import { pacedScenario } from './paced-scenario.ts';

const MODULE = /\.[cm]?[jt]s$/;
/** Open to a server or an app; more requests than these are seldom under way. */
const CONNECTIONS = 128;
const DEFAULT_SECONDS = 20;
const WARMUP_SHARE = 0.2;
const TIMEOUT_MS = 10_000;
/** Of an app that decides itself, to judge by whether it is overloaded. */
const UNKNOWN_WORKERS = { http: 1, job: 4 };

/** Whatever does not wait for answers, at a rate that is known. */
type KnownLoad = Exclude<MeasuredScenario['load'], { readonly model: 'closed' }>;

interface AppRun {
  /** What runs and their folders are called after. */
  readonly name: string;
  readonly scenario: MeasuredScenario;
  /** What was left out of the file of requests. */
  readonly notes: readonly string[];
}

/** The load on a server of the user's, as a scenario that has requests instead of types. */
export async function appScenario(asked: AppOptions, seed: number): Promise<AppRun> {
  const { traffic, digest, notes } = await requestsOf(asked, seed);
  const from = asked.scenario === null ? undefined : await arrivalsOf(asked.scenario, asked);
  const workers = asked.workers ?? {
    http: from?.cluster.httpWorkers ?? UNKNOWN_WORKERS.http,
    job: from?.cluster.jobWorkers ?? UNKNOWN_WORKERS.job,
  };
  const isSized = from !== undefined && asked.target.kind === 'app';
  const sized = isSized ? { ...asked, workers } : asked;
  return {
    name: nameOf(asked.requests),
    notes,
    scenario: {
      about: `the requests of ${basename(asked.requests)}`,
      cluster: { httpWorkers: workers.http, jobWorkers: workers.job },
      lightMs: 0,
      types: {},
      load: from?.load ?? poisson(asked, workers.http),
      timeoutMs: from?.timeoutMs ?? TIMEOUT_MS,
      queueLimit: from?.queueLimit ?? 1000,
      timeScale: from?.timeScale ?? 1,
      app: { asked: sized, traffic, digest },
    },
  };
}

async function requestsOf(
  { requests: path, keepCredentials }: AppOptions,
  seed: number,
): Promise<RequestsFile> {
  const near = relative(userPath('.'), path);
  const file = { path, place: near.startsWith('..') ? path : near };
  if (!MODULE.test(path)) return readRequests(file, keepCredentials);
  if (/\.[cm]?js$/.test(path)) return readModule(file, pathToFileURL(path).href, seed);
  const { module, mistakes } = await compileFile(path, file.place);
  refuse(mistakes);
  return readModule(file, module, seed);
}

function poisson({ perSecond, seconds }: AppOptions, httpWorkers: number): KnownLoad {
  const durationMs = (seconds ?? DEFAULT_SECONDS) * 1000;
  return {
    model: 'open',
    arrivals: { process: 'poisson' },
    heavy: { perSecond: perSecond ?? 0 },
    lightPerSecond: 0,
    connectionsPerHttpWorker: Math.ceil(CONNECTIONS / httpWorkers),
    warmupMs: Math.round(durationMs * WARMUP_SHARE),
    durationMs,
  };
}

type Arrivals = Pick<PacedScenario, 'cluster' | 'timeoutMs' | 'queueLimit' | 'timeScale'> & {
  readonly load: KnownLoad;
};

/** A scenario whose arrivals are taken, light and heavy ones alike; what they ask for is not. */
async function arrivalsOf(text: string, asked: AppOptions): Promise<Arrivals> {
  const { name, scenario } = await pacedScenario(text, asked.timeScale ?? undefined);
  const { load } = withCapacity(scenario, undefined);
  const { perSecond, seconds } = asked;
  if (load.model === 'closed')
    throw new UsageError([
      `${name} is a closed loop, which has no arrivals: take another scenario, or --rate`,
    ]);
  if (scenario.faults !== undefined)
    throw new UsageError([`${name} has faults, which no app can be given: take another scenario, or --rate`]);
  if (load.model !== 'open') {
    if (perSecond !== null || seconds !== null)
      throw new UsageError([`--rate and --seconds cannot change ${name}: it says when each request comes`]);
    return { ...scenario, load };
  }
  if (perSecond === null && !('perSecond' in load.heavy))
    throw new UsageError([
      `${name} gives its rate as a share of what job workers can do, which nobody knows of an app: say --rate`,
    ]);
  const own = 'perSecond' in load.heavy ? load.heavy.perSecond + load.lightPerSecond : 0;
  const length =
    seconds === null
      ? {}
      : { durationMs: seconds * 1000, warmupMs: Math.round(seconds * 1000 * WARMUP_SHARE) };
  return {
    ...scenario,
    load: { ...load, heavy: { perSecond: perSecond ?? own }, lightPerSecond: 0, ...length },
  };
}

/** Lower-case letters, digits and hyphens, as in names of scenarios. */
function nameOf(path: string): string {
  const stem = basename(path).replace(/\.[^.]*$/, '');
  const name = stem
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40);
  return name === '' ? 'requests' : name;
}
