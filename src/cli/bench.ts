import { type Command, Option } from 'commander';
import { MAX_SIMULATED_JOBS } from '../bench/simulated/limits.ts';
import { parseRunGate, type RunGate } from '../comparison/gate.ts';
import { judgeRun } from '../comparison/run-gates.ts';
import type { Scenario } from '../contract/scenario.ts';
import { UsageError } from '../core/usage-error.ts';
import { calibrationNote } from '../report/run/calibration-report.ts';
import { details } from '../report/run/details.ts';
import { limitReport, missedInWords } from '../report/run/limit-table.ts';
import { runReport } from '../report/run/run-report.ts';
import { inTerminal } from '../report/table/terminal.ts';
import { readCalibration } from '../results/calibration.ts';
import { fingerprint } from '../results/environment.ts';
import type { RunResult } from '../results/schema.ts';
import { seal } from '../results/seal.ts';
import { StoreFailure } from '../results/store-failure.ts';
import { refuseWhatCannotBeJudged } from './bench-gates.ts';
import { continueRun, failed, type LiveRun, planLiveRun, startRun } from './bench-live.ts';
import { planResumedRun } from './bench-resume.ts';
import { benchInSimulation } from './bench-simulation.ts';
import { EXIT } from './exit-code.ts';
import { collect, loads, numberBetween, share, wholeBetween, windowSize } from './options.ts';
import { printDocument, printReport, warnLines } from './output.ts';
import { RESULTS_FOLDER, runPath } from './run-path.ts';

const DEFAULT_STRATEGIES = ['inline', 'random', 'round-robin', 'least-active', 'type-affinity', 'pull-fifo'];
/** How a run is judged and printed, not what it does. */
const MAY_STAND_BESIDE_RESUME: ReadonlySet<string> = new Set([
  'resume',
  'failIf',
  'json',
  'verbose',
  'engine',
]);
const ONLY_LIVE = ['blocks', 'quick', 'until', 'baseline', 'margin', 'resume', 'failIf'];
const ONLY_SIMULATED = ['load', 'maxLoad', 'workers', 'jobs', 'replications'];
/** With fewer than 6 no two runs can be told apart. */
const DEFAULT_REPLICATIONS = 8;
const DEFAULT_JOBS = 200_000;

interface BenchOptions {
  readonly engine: 'live' | 'sim';
  readonly strategy?: readonly string[];
  readonly scenario: string;
  readonly timeScale?: number;
  readonly window?: number;
  readonly seed: number;
  readonly json?: true;
  readonly verbose?: true;
  readonly blocks?: number;
  readonly quick?: true;
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

export function addBench(program: Command): void {
  program
    .command('bench')
    .description('run strategies in the real cluster, or in virtual time, and compare their latency')
    .addOption(
      new Option('--engine <engine>', 'the real cluster, or the simulator')
        .choices(['live', 'sim'])
        .default('live'),
    )
    .option(
      '--strategy <names>',
      'strategies by comma, with parameters as name:key=value; all for every one',
      collect,
    )
    .option('--scenario <name>', 'a file of scenarios/', 'mixed')
    .option('--time-scale <factor>', 'multiply every time of the scenario', numberBetween(0.001, 1000))
    .option(
      '--window <jobs>',
      "unfinished jobs a worker may hold, instead of the strategies' own; none for no limit",
      windowSize,
    )
    .option(
      '--seed <number>',
      'what arrivals, sizes and choices are drawn from',
      wholeBetween(0, 2 ** 32 - 1),
      1,
    )
    .addOption(
      new Option(
        '--quick',
        'one block or two within two minutes, and no verdicts (what happens by default)',
      ).conflicts(['blocks', 'until']),
    )
    .option(
      '--blocks <number>',
      'live: run every strategy so many times, in random order, and the baseline twice; 8 and more give verdicts',
      wholeBetween(1, 1000),
    )
    .option('--until <share>', 'live: add blocks until intervals are as narrow as this, such as 5%', share)
    .option(
      '--baseline <strategy>',
      'live: what the others are held against (round-robin if it runs, else the first)',
    )
    .option('--margin <share>', 'live: ratios within this of 1 are the same', share, 0.05)
    .option(
      '--resume <run>',
      'live: go on with a run that was broken off, by its folder; latest for the newest',
    )
    .option(
      '--fail-if <limit>',
      "live: exit 3 if certainly missed, such as 'light p95 > 20ms', 'attainment < 99%', or objective for the scenario's own",
      collect,
    )
    .option('--verbose', 'print every figure, not only the answer')
    .option('--json', 'print one JSON document instead of tables')
    .option('--load <shares>', 'sim: loads to sweep by comma, such as 0.5,0.7,0.9', loads)
    .addOption(
      new Option('--max-load', "sim: the highest load at which the scenario's objective holds").conflicts([
        'load',
        'workers',
      ]),
    )
    .addOption(
      new Option(
        '--workers <most>',
        "sim: the fewest workers, up to so many, for the scenario's rate and objective",
      )
        .argParser(wholeBetween(1, 100_000))
        .conflicts('load'),
    )
    .option(
      '--jobs <number>',
      `sim: heavy requests measured in each replication (${DEFAULT_JOBS})`,
      wholeBetween(100, MAX_SIMULATED_JOBS),
    )
    .option(
      '--replications <number>',
      `sim: independent repetitions (${DEFAULT_REPLICATIONS})`,
      wholeBetween(2, 1000),
    )
    .addHelpText(
      'after',
      `
Examples:
  npm run bench                                              the default comparison, under two minutes
  npm run bench -- --strategy=least-active                   one strategy
  npm run bench -- --blocks=8                                verdicts: better, worse, same, inconclusive
  npm run bench -- --until=5% --strategy=pull-fifo,least-active
  npm run bench -- --blocks=8 --fail-if='light p95 > 20ms' --fail-if=objective --strategy=pull-fifo,random
  npm run bench -- --resume=results/20260101T120000Z-mixed-1a2b3c4d
  npm run bench -- --strategy=all --window=2                 every strategy, two jobs a worker
  npm run bench -- --strategy=type-affinity:homes=1,pull-fifo --scenario=article
  npm run bench -- --engine=sim --workers=30                 how many workers it takes, in virtual time
  npm run bench -- --engine=sim --scenario=steady --load=0.5,0.7,0.9
  npm run bench -- --engine=sim --scenario=extreme-bimodal --max-load --strategy=pull-fifo,darc
  npm run --silent bench -- --json | jq .passed

Exit codes: 0 fine, 1 failed or requests unaccounted for, 2 usage, 3 a limit missed, 4 environment, 130/143 broken off.`,
    )
    .action(async (options: BenchOptions, command: Command) => {
      process.exitCode = await (options.engine === 'sim'
        ? simulated(options, command)
        : live(options, command));
    });
}

async function live(options: BenchOptions, command: Command): Promise<number> {
  refuseTyped(command, ONLY_SIMULATED, 'needs --engine=sim: a live cluster runs the scenario as it is');
  const gates = (options.failIf ?? []).map(parseRunGate);
  if (options.resume !== undefined) refuseBesideResume(command);
  const resume = options.resume && (await runPath(options.resume, RESULTS_FOLDER));
  const planned =
    resume === undefined
      ? await planLiveRun({ ...options, strategy: options.strategy ?? DEFAULT_STRATEGIES })
      : await planResumedRun(resume);
  refuseWhatCannotBeJudged(gates, planned);
  const ran = await (resume === undefined ? startRun(planned) : continueRun(planned, resume));
  return ended(ran, options, gates, planned.scenario);
}

/** What the run does was fixed when it began. */
function refuseBesideResume(command: Command): void {
  const others = typed(command).filter((name) => !MAY_STAND_BESIDE_RESUME.has(name));
  if (others.length > 0)
    throw new UsageError([`--resume goes on as the run began; leave out ${flagsOf(command, others)}`]);
}

function refuseTyped(command: Command, names: readonly string[], why: string): void {
  const foreign = typed(command).filter((name) => names.includes(name));
  if (foreign.length > 0) throw new UsageError([`${flagsOf(command, foreign)} ${why}`]);
}

/** Options that stand on the command line: those with a default are there always. */
function typed(command: Command): string[] {
  return command.options
    .map((option) => option.attributeName())
    .filter((name) => command.getOptionValueSource(name) === 'cli');
}

function flagsOf(command: Command, names: readonly string[]): string {
  const options = command.options.filter((option) => names.includes(option.attributeName()));
  return options.map(({ long }) => long).join(', ');
}

async function ended(
  { run, folder, interruptedBy, failure }: LiveRun,
  { json, verbose }: BenchOptions,
  gates: readonly RunGate[],
  { objective }: Scenario,
): Promise<number> {
  const judged =
    interruptedBy === undefined && failure === undefined
      ? gates.map((gate) => ({ gate, rows: judgeRun(gate, run, objective?.quantile) }))
      : [];
  const limits = judged.flatMap(({ gate, rows }) => limitReport(gate, rows, objective));
  if (json) {
    printDocument(JSON.stringify(JSON.parse(seal(run)), null, 2));
    process.stderr.write(inTerminal(limits, Number.POSITIVE_INFINITY));
  } else
    printReport([
      ...runReport(run),
      ...limits,
      ...(verbose
        ? ['', ...details(run), ...(await calibrationNotes(run))]
        : run.trials.length === 0
          ? []
          : ['All figures: npm run compare -- latest --verbose']),
      `Kept in ${folder}`,
      ...(run.complete ? [] : [`Go on with it: npm run bench -- --resume=${folder}`]),
    ]);
  if (failure !== undefined) return failed(failure);
  if (interruptedBy !== undefined) return interruptedBy;
  const missed = judged.flatMap(({ gate, rows }) => missedInWords(gate, rows));
  warnLines(missed);
  if (!run.passed) return EXIT.failed;
  return missed.length > 0 ? EXIT.regression : EXIT.fine;
}

async function calibrationNotes(run: RunResult): Promise<string[]> {
  try {
    const calibration = await readCalibration(RESULTS_FOLDER, fingerprint(run.environment));
    return calibration === undefined ? [] : [calibrationNote(calibration)];
  } catch (error) {
    // The run is measured by now, and can be judged without.
    if (error instanceof StoreFailure) return [`Not known how much this machine varies: ${error.message}.`];
    throw error;
  }
}

function simulated(options: BenchOptions, command: Command): Promise<number> {
  refuseTyped(command, ONLY_LIVE, 'needs --engine=live: a simulation has --replications');
  return benchInSimulation({
    ...options,
    strategy: options.strategy ?? DEFAULT_STRATEGIES,
    load: options.load ?? [],
    jobs: options.jobs ?? DEFAULT_JOBS,
    replications: options.replications ?? DEFAULT_REPLICATIONS,
  });
}
