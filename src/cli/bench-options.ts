import { Option } from 'commander';
import { MAX_SIMULATED_JOBS } from '../bench/simulated/limits.ts';
import type { Wire } from '../catalogue/arms.ts';
import { WATCH_OPTION, type WatchPort } from './live-page.ts';
import { collect, loads, numberBetween, share, wholeBetween, windowSize, wires } from './options.ts';

/** The options of `bench`, as parsed. */
export interface BenchOptions {
  readonly engine: 'live' | 'sim';
  readonly strategy?: readonly string[];
  readonly scenario: string;
  readonly timeScale?: number;
  readonly window?: number;
  readonly seed: number;
  readonly json?: true;
  readonly verbose?: true;
  readonly wire?: readonly Wire[];
  readonly servers?: string;
  readonly blocks?: number;
  /** Half-width of the interval at which to stop, as a share. */
  readonly until?: number;
  readonly baseline?: string;
  readonly margin: number;
  readonly resume?: string;
  readonly watch?: WatchPort;
  readonly failIf?: readonly string[];
  readonly load?: readonly number[];
  readonly maxLoad?: true;
  readonly workers?: number;
  readonly jobs?: number;
  readonly replications?: number;
  readonly url?: string;
  readonly app?: string;
  readonly requests?: string;
  readonly rate?: number;
  readonly seconds?: number;
  readonly ok: string;
  readonly keepCredentials?: true;
  readonly setup?: string;
  readonly ready?: string;
  readonly httpWorkers?: number;
  readonly jobWorkers?: number;
}

export const DEFAULT_STRATEGIES = [
  'inline',
  'random',
  'round-robin',
  'least-active',
  'type-affinity',
  'pull-fifo',
];
/** With fewer than 6, no difference between two runs can be significant. */
export const DEFAULT_REPLICATIONS = 8;
export const DEFAULT_JOBS = 200_000;

/** For both engines. */
export const COMMON_OPTIONS: readonly Option[] = [
  new Option('--engine <engine>', 'run the real cluster or the simulator')
    .choices(['live', 'sim'])
    .default('live'),
  new Option(
    '--strategy <names>',
    'strategies, separated by commas; parameters as name:key=value, a window of its own as name:window=2; all runs every strategy; also what people use instead: list alternatives',
  ).argParser(collect),
  new Option('--scenario <name>', 'a scenario of scenarios/, or the path of a file').default('mixed'),
  new Option('--time-scale <factor>', 'multiply all times of the scenario by this').argParser(
    numberBetween(0.001, 1000),
  ),
  new Option(
    '--window <jobs>',
    "most unfinished jobs per worker, instead of the strategies' own limits; none for no limit",
  ).argParser(windowSize),
  new Option(
    '--wire <names>',
    'how job workers are reached: ipc (processes, the default), threads (of the primary), nats (agents), or several, separated by commas; sim: where simulations run, ipc or nats',
  ).argParser(wires),
  new Option(
    '--servers <addresses>',
    'NATS servers of running agents, such as nats://127.0.0.1:4222 (default: a server and two agents of its own)',
  ),
  new Option('--seed <number>', 'seed for random arrivals, sizes and choices')
    .argParser(wholeBetween(0, 2 ** 32 - 1))
    .default(1),
];

export const LIVE_OPTIONS: readonly Option[] = [
  new Option('--quick', 'one or two blocks within two minutes, without verdicts (the default)').conflicts([
    'blocks',
    'until',
  ]),
  new Option(
    '--blocks <number>',
    'live: number of blocks; each runs every strategy once, in random order, and the baseline twice; use 8 or more for verdicts',
  ).argParser(wholeBetween(1, 1000)),
  new Option(
    '--until <share>',
    'live: add blocks until the confidence intervals are this narrow, such as 5%',
  ).argParser(share),
  new Option(
    '--baseline <strategy>',
    'live: compare the other strategies with this one (default: round-robin if it runs, else the first)',
  ),
  new Option('--margin <share>', 'live: ratios this close to 1 count as the same')
    .argParser(share)
    .default(0.05),
  new Option(
    '--resume <run>',
    'live: continue the interrupted run in this folder; latest for the newest run',
  ),
  new Option(
    '--fail-if <limit>',
    "live: exit 3 if a strategy certainly misses this limit, such as 'light p95 > 20ms' or 'attainment < 99%'; objective for the scenario's own limit",
  ).argParser(collect),
  WATCH_OPTION,
];

/** Of a server of the user's. */
export const SERVER_OPTIONS: readonly Option[] = [
  new Option('--url <address>', 'a server that runs: measure it from outside, such as http://127.0.0.1:3000'),
  new Option(
    '--app <command>',
    "start this app for each trial, such as 'node main.js'; compares strategies if it uses this library",
  ).conflicts('url'),
  new Option('--requests <file>', 'what to send: lines like GET /path, JSON lines, a .har, or a module'),
  new Option('--rate <number>', 'requests a second, at random moments').argParser(
    numberBetween(0.01, 100_000),
  ),
  new Option(
    '--seconds <number>',
    'how long each trial measures (20), after a fifth of it to warm up',
  ).argParser(numberBetween(0.1, 3600)),
  new Option('--ok <statuses>', 'statuses of good answers').default('2xx'),
  new Option('--keep-credentials', 'send the cookies and authorizations of a .har'),
  new Option('--setup <command>', "app: run before each trial, such as 'npm run seed'").conflicts('url'),
  new Option('--ready <path>', 'app: it is ready when this answers 2xx, 3xx or 400 to 403').conflicts('url'),
  new Option('--http-workers <number>', 'app: HTTP workers it is asked to have (2)')
    .argParser(wholeBetween(1, 64))
    .conflicts('url'),
  new Option(
    '--job-workers <number>',
    'app: job workers it is asked to have (2 less than there are cores, at least 2)',
  )
    .argParser(wholeBetween(1, 64))
    .conflicts('url'),
];

export const PRINT_OPTIONS: readonly Option[] = [
  new Option('--verbose', 'print every figure, not only the answer'),
  new Option('--json', 'print one JSON document instead of tables'),
];

export const SIMULATION_OPTIONS: readonly Option[] = [
  new Option('--load <shares>', 'sim: loads to simulate, separated by commas, such as 0.5,0.7,0.9').argParser(
    loads,
  ),
  new Option('--max-load', "sim: find the highest load that meets the scenario's objective").conflicts([
    'load',
    'workers',
  ]),
  new Option(
    '--workers <most>',
    "sim: find the fewest workers, up to this many, that meet the scenario's objective at its rate",
  )
    .argParser(wholeBetween(1, 100_000))
    .conflicts('load'),
  new Option(
    '--jobs <number>',
    `sim: heavy requests measured in each replication (default: ${DEFAULT_JOBS})`,
  ).argParser(wholeBetween(100, MAX_SIMULATED_JOBS)),
  new Option(
    '--replications <number>',
    `sim: independent replications (default: ${DEFAULT_REPLICATIONS})`,
  ).argParser(wholeBetween(2, 1000)),
];
