import type { Command, Option } from 'commander';
import type { PlannedRun } from '../bench/live/new-run.ts';
import { requireAlternatives } from '../cluster/alternatives/installed.ts';
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
import { fingerprint } from '../results/machine.ts';
import type { RunResult } from '../results/schema.ts';
import { seal } from '../results/seal.ts';
import { StoreFailure } from '../results/store-failure.ts';
import { refuseWhatCannotBeJudged } from './bench-gates.ts';
import { continueRun, failed, type LiveRun, startRun } from './bench-live.ts';
import { planNewRun } from './bench-new.ts';
import {
  type BenchOptions,
  COMMON_OPTIONS,
  LIVE_OPTIONS,
  PRINT_OPTIONS,
  SERVER_OPTIONS,
  SIMULATION_OPTIONS,
} from './bench-options.ts';
import { planResumedRun } from './bench-resume.ts';
import { withBroker } from './broker.ts';
import { EXIT } from './exit-code.ts';
import { printDocument, printReport, warnLines } from './output.ts';
import { reportHint } from './report-hint.ts';
import { RESULTS_FOLDER, runPath } from './run-path.ts';

/** Options that change how a run is judged and printed, but not what it does. */
const MAY_STAND_BESIDE_RESUME: ReadonlySet<string> = new Set([
  'resume',
  'failIf',
  'json',
  'verbose',
  'engine',
  'watch',
  'servers',
]);

const EXAMPLES = `
Examples:
  npm run bench                                              the default comparison, under two minutes
  npm run bench -- --strategy=least-active                   one strategy
  npm run bench -- --blocks=8                                verdicts: better, worse, same, inconclusive
  npm run bench -- --until=5% --strategy=pull-fifo,least-active
  npm run bench -- --blocks=8 --fail-if='light p95 > 20ms' --fail-if=objective --strategy=pull-fifo,random
  npm run bench -- --resume=results/20260101T120000Z-mixed-1a2b3c4d
  npm run bench -- --watch                                   shows it live in a browser
  npm run bench -- --strategy=all --window=2                 every strategy, two jobs per worker
  npm run bench -- --wire=ipc,threads --strategy=pull-fifo   job workers as processes and as threads
  npm run bench -- --strategy=pull-fifo,pool:piscina,pool:poolifier   beside what people use instead
  npm run bench -- --strategy=type-affinity:homes=1,pull-fifo --scenario=article
  npm run bench -- --app='node main.js' --requests=requests.txt --rate=50 --strategy=inline,pull-fifo,darc
  npm run bench -- --app='npm start' --ready=/health --setup='npm run seed' --requests=page.har --rate=20
  npm run bench -- --url=http://127.0.0.1:3000 --requests=requests.txt --rate=50 --ok=2xx,404
  npm run bench -- --engine=sim --workers=30                 how many workers each strategy needs, simulated
  npm run bench -- --engine=sim --scenario=steady --load=0.5,0.7,0.9
  npm run bench -- --engine=sim --scenario=extreme-bimodal --max-load --strategy=pull-fifo,darc
  npm run --silent bench -- --json | jq .passed

Exit codes: 0 success, 1 failure or requests unaccounted for, 2 usage error, 3 limit missed,
4 environment (files, port), 130/143 interrupted.`;

export function addBench(program: Command): void {
  const command = program
    .command('bench')
    .description('run strategies in the real cluster or in the simulator, and compare their latency')
    .addHelpText('after', EXAMPLES)
    .action(async (options: BenchOptions) => {
      process.exitCode = await (options.engine === 'sim'
        ? simulated(options, command)
        : live(options, command));
    });
  for (const option of [
    ...COMMON_OPTIONS,
    ...LIVE_OPTIONS,
    ...SERVER_OPTIONS,
    ...PRINT_OPTIONS,
    ...SIMULATION_OPTIONS,
  ])
    command.addOption(option);
}

async function live(options: BenchOptions, command: Command): Promise<number> {
  refuseTyped(
    command,
    SIMULATION_OPTIONS,
    'needs --engine=sim: the live cluster always runs the scenario as written',
  );
  const gates = (options.failIf ?? []).map(parseRunGate);
  if (options.resume !== undefined) refuseBesideResume(command);
  const resume = options.resume && (await runPath(options.resume, RESULTS_FOLDER));
  const planned = resume === undefined ? await newRun(options, command) : await planResumedRun(resume);
  refuseWhatCannotBeJudged(gates, planned);
  requireAlternatives(planned.arms);
  const ran = await withBroker(planned.arms, options.servers, planned.scenario.cluster.jobWorkers, () =>
    resume === undefined ? startRun(planned, options.watch) : continueRun(planned, resume, options.watch),
  );
  return ended(ran, options, gates, planned.scenario);
}

async function newRun(options: BenchOptions, command: Command): Promise<PlannedRun> {
  if (options.url !== undefined || options.app !== undefined) {
    if (options.wire !== undefined)
      throw new UsageError(['--wire is for the cluster of the bench: an app says its own to startCluster']);
    const given = new Set(typed(command).map((option) => option.attributeName()));
    const { newAppRun } = await import('./bench-app.ts');
    return newAppRun(options, given);
  }
  refuseTyped(command, SERVER_OPTIONS, 'needs a server: --app=<command> starts one, --url=<address> runs');
  return planNewRun(options);
}

/** The start of a run fixes what it does. */
function refuseBesideResume(command: Command): void {
  const others = typed(command).filter((option) => !MAY_STAND_BESIDE_RESUME.has(option.attributeName()));
  if (others.length > 0)
    throw new UsageError([`--resume uses the options that the run began with; leave out ${flagsOf(others)}`]);
}

function refuseTyped(command: Command, options: readonly Option[], why: string): void {
  const foreign = typed(command).filter((option) => options.includes(option));
  if (foreign.length > 0) throw new UsageError([`${flagsOf(foreign)} ${why}`]);
}

/** The options that the user typed, without those that only have a default. */
function typed(command: Command): Option[] {
  return command.options.filter((option) => command.getOptionValueSource(option.attributeName()) === 'cli');
}

function flagsOf(options: readonly Option[]): string {
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
      ...reportHint(run, folder),
      ...(run.complete ? [] : [`Continue it: npm run bench -- --resume=${folder}`]),
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
    // The run is complete and does not depend on the calibration.
    if (error instanceof StoreFailure)
      return [`The calibration of this machine cannot be read: ${error.message}.`];
    throw error;
  }
}

async function simulated(options: BenchOptions, command: Command): Promise<number> {
  refuseTyped(command, LIVE_OPTIONS, 'needs --engine=live: use --replications for a simulation');
  refuseTyped(command, SERVER_OPTIONS, 'needs --engine=live: a server is measured, not simulated');
  const { benchInSimulation } = await import('./bench-simulation.ts');
  return benchInSimulation(options);
}
