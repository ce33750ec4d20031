import { existsSync } from 'node:fs';
import { Option } from 'commander';
import { knownJob } from '../catalogue/jobs.ts';
import { refuse } from '../core/usage-error.ts';
import { appOptions } from './app-options.ts';
import { type BenchOptions, SERVER_OPTIONS } from './bench-options.ts';
import { collect } from './options.ts';

type AppFlags = Pick<
  BenchOptions,
  'app' | 'requests' | 'ok' | 'keepCredentials' | 'setup' | 'ready' | 'httpWorkers'
>;

/** The options of a live proof, as parsed. */
export interface ProofOptions extends AppFlags {
  readonly prove?: true;
  readonly job?: readonly string[];
}

/** What a live proof runs: stand-ins that take as long as the log's requests, jobs of the user, or an app of the user. */
export type Proof =
  | { readonly kind: 'stand-ins' }
  | { readonly kind: 'jobs'; readonly jobs: ProvingJobs }
  | { readonly kind: 'app'; readonly flags: AppFlags };

export interface ProvingJobs {
  /** By the name of the heavy route. */
  readonly byRoute: ReadonlyMap<string, string>;
  /** For the other routes; undefined where these have stand-ins. */
  readonly forOthers: string | undefined;
}

const OF_APP = new Set(['app', 'requests', 'ok', 'keepCredentials', 'setup', 'ready', 'httpWorkers']);

export const PROOF_OPTIONS: readonly Option[] = [
  new Option('--prove', 'run the advice and what stands beside it live, for a minute each'),
  new Option(
    '--job <name>',
    'with --prove: the job that heavy requests run, by name or path; route=name for one route; several times',
  )
    .argParser(collect)
    .conflicts('app'),
  ...SERVER_OPTIONS.filter((option) => OF_APP.has(option.attributeName())),
];

/** Null if none is asked for. Finds mistakes before a log is read. */
export async function askedProof({ prove, job, ...flags }: ProofOptions): Promise<Proof | null> {
  const asked = { '--job': job, '--app': flags.app };
  if (prove === undefined) {
    const without = Object.entries(asked).filter(([, value]) => value !== undefined);
    refuse(without.map(([name]) => `${name} needs --prove: it says what a live proof runs`));
    return null;
  }
  if (flags.app !== undefined) {
    requireRequests(flags);
    return { kind: 'app', flags };
  }
  if (flags.requests !== undefined)
    refuse(['--requests needs --app=<command>: the server that the requests go to']);
  return job === undefined ? { kind: 'stand-ins' } : { kind: 'jobs', jobs: await provingJobs(job) };
}

function requireRequests(flags: AppFlags): void {
  const { requests } = appOptions(benchOptions(flags, 'the log', [], 1), new Set(['app', 'scenario']));
  refuse(existsSync(requests) ? [] : [`--requests: there is no file ${flags.requests}`]);
}

/** As `bench --app` would have them. */
export function benchOptions(
  flags: AppFlags,
  scenario: string,
  strategy: readonly string[],
  jobWorkers: number,
): BenchOptions {
  return { ...flags, engine: 'live', scenario, strategy, jobWorkers, seed: 1, margin: 0.05 };
}

async function provingJobs(texts: readonly string[]): Promise<ProvingJobs> {
  const byRoute = new Map<string, string>();
  let forOthers: string | undefined;
  for (const text of texts) {
    const [, route, name = ''] = /^(?:([^=]+)=)?(.+)$/.exec(text) ?? [];
    await knownJob(name);
    if (route === undefined) forOthers = name;
    else byRoute.set(route, name);
  }
  return { byRoute, forOthers };
}
