import { Option } from 'commander';
import { MAX_SIMULATED_JOBS } from '../bench/simulated/limits.ts';
import { collect, loads, numberBetween, share, wholeBetween, windowSize } from './options.ts';

/** What `bench` was told, by the options below. */
export interface BenchOptions {
  readonly engine: 'live' | 'sim';
  readonly strategy?: readonly string[];
  readonly scenario: string;
  readonly timeScale?: number;
  readonly window?: number;
  readonly seed: number;
  readonly json?: true;
  readonly verbose?: true;
  readonly blocks?: number;
  /** Half-width of the interval at which to stop, as a share. */
  readonly until?: number;
  readonly baseline?: string;
  readonly margin: number;
  readonly resume?: string;
  readonly failIf?: readonly string[];
  readonly load?: readonly number[];
  readonly maxLoad?: true;
  readonly workers?: number;
  readonly jobs?: number;
  readonly replications?: number;
}

export const DEFAULT_STRATEGIES = [
  'inline',
  'random',
  'round-robin',
  'least-active',
  'type-affinity',
  'pull-fifo',
];
/** With fewer than 6 no two runs can be told apart. */
export const DEFAULT_REPLICATIONS = 8;
export const DEFAULT_JOBS = 200_000;

/** Of both engines. */
export const COMMON_OPTIONS: readonly Option[] = [
  new Option('--engine <engine>', 'the real cluster, or the simulator')
    .choices(['live', 'sim'])
    .default('live'),
  new Option(
    '--strategy <names>',
    'strategies by comma, with parameters as name:key=value; all for every one',
  ).argParser(collect),
  new Option('--scenario <name>', 'a file of scenarios/').default('mixed'),
  new Option('--time-scale <factor>', 'multiply every time of the scenario').argParser(
    numberBetween(0.001, 1000),
  ),
  new Option(
    '--window <jobs>',
    "unfinished jobs a worker may hold, instead of the strategies' own; none for no limit",
  ).argParser(windowSize),
  new Option('--seed <number>', 'what arrivals, sizes and choices are drawn from')
    .argParser(wholeBetween(0, 2 ** 32 - 1))
    .default(1),
];

export const LIVE_OPTIONS: readonly Option[] = [
  new Option(
    '--quick',
    'one block or two within two minutes, and no verdicts (what happens by default)',
  ).conflicts(['blocks', 'until']),
  new Option(
    '--blocks <number>',
    'live: run every strategy so many times, in random order, and the baseline twice; 8 and more give verdicts',
  ).argParser(wholeBetween(1, 1000)),
  new Option(
    '--until <share>',
    'live: add blocks until intervals are as narrow as this, such as 5%',
  ).argParser(share),
  new Option(
    '--baseline <strategy>',
    'live: what the others are held against (round-robin if it runs, else the first)',
  ),
  new Option('--margin <share>', 'live: ratios within this of 1 are the same').argParser(share).default(0.05),
  new Option(
    '--resume <run>',
    'live: go on with a run that was broken off, by its folder; latest for the newest',
  ),
  new Option(
    '--fail-if <limit>',
    "live: exit 3 if certainly missed, such as 'light p95 > 20ms', 'attainment < 99%', or objective for the scenario's own",
  ).argParser(collect),
];

export const PRINT_OPTIONS: readonly Option[] = [
  new Option('--verbose', 'print every figure, not only the answer'),
  new Option('--json', 'print one JSON document instead of tables'),
];

export const SIMULATION_OPTIONS: readonly Option[] = [
  new Option('--load <shares>', 'sim: loads to sweep by comma, such as 0.5,0.7,0.9').argParser(loads),
  new Option('--max-load', "sim: the highest load at which the scenario's objective holds").conflicts([
    'load',
    'workers',
  ]),
  new Option(
    '--workers <most>',
    "sim: the fewest workers, up to so many, for the scenario's rate and objective",
  )
    .argParser(wholeBetween(1, 100_000))
    .conflicts('load'),
  new Option(
    '--jobs <number>',
    `sim: heavy requests measured in each replication (${DEFAULT_JOBS})`,
  ).argParser(wholeBetween(100, MAX_SIMULATED_JOBS)),
  new Option('--replications <number>', `sim: independent repetitions (${DEFAULT_REPLICATIONS})`).argParser(
    wholeBetween(2, 1000),
  ),
];
