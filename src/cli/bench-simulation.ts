import { describeEnvironment } from '../bench/environment.ts';
import { codeDigest } from '../bench/live/code-digest.ts';
import { modulesOf } from '../bench/live/new-run.ts';
import { newRunId } from '../bench/run-id.ts';
import type { Failed } from '../bench/simulated/failures.ts';
import { simulationMistakes } from '../bench/simulated/limits.ts';
import { runSimulations } from '../bench/simulated/run.ts';
import { runSearches } from '../bench/simulated/search.ts';
import { simulationWarnings, VOIDING_SIMULATIONS } from '../bench/simulated/warnings.ts';
import { parseArms } from '../catalogue/arm-syntax.ts';
import type { StrategyArm } from '../catalogue/arms.ts';
import { endInspection } from '../catalogue/inspection.ts';
import { refuse, together } from '../core/usage-error.ts';
import { keptSettings } from '../load/plan/recorded.ts';
import type { PacedScenario } from '../load/plan/scenario-states.ts';
import type { TaskWorld } from '../processes/task-world.ts';
import { simulationDetails, simulationReport } from '../report/simulation/simulation-report.ts';
import { SCHEMA_VERSION } from '../results/schema.ts';
import { seal } from '../results/seal.ts';
import type { SearchResult, SimulationRun } from '../results/simulation-schema.ts';
import { createRunFolder, saveRun } from '../results/store.ts';
import {
  type BenchOptions,
  DEFAULT_JOBS,
  DEFAULT_REPLICATIONS,
  DEFAULT_STRATEGIES,
} from './bench-options.ts';
import { commandLine } from './command-line.ts';
import { EXIT } from './exit-code.ts';
import { interruption } from './interruption.ts';
import { withMeasuredLengths } from './measured-lengths.ts';
import { warnOfOtherFiles } from './other-files.ts';
import { printDocument, printReport } from './output.ts';
import { pacedScenario } from './paced-scenario.ts';
import { CountProgress } from './progress.ts';
import { reportHint } from './report-hint.ts';
import { RESULTS_FOLDER } from './run-path.ts';
import { withTasks } from './task-world.ts';

type Asked = BenchOptions & Required<Pick<BenchOptions, 'load' | 'jobs' | 'replications'>>;

/** `bench --engine=sim`: simulates the same strategies and scenarios. */
export async function benchInSimulation(typed: BenchOptions): Promise<number> {
  const options = { load: [], jobs: DEFAULT_JOBS, replications: DEFAULT_REPLICATIONS, ...typed };
  const [{ name, plugIn, scenario: paced }, parsed] = await together([
    pacedScenario(options.scenario, options.timeScale),
    parseArms(options.strategy ?? DEFAULT_STRATEGIES, options.window),
  ]);
  const arms = parsed.filter((arm) => arm.kind === 'strategy');
  endInspection();
  const scenario = await withMeasuredLengths(paced, options.seed, RESULTS_FOLDER);
  const search = questionOf(options);
  const setsLoad = options.load.length > 0 || search === 'highest load';
  refuse([
    ...(arms.length > 0
      ? []
      : ['inline is not a strategy and cannot be simulated; name at least one strategy']),
    ...simulationMistakes(name, scenario, { setsLoad, search }),
  ]);
  await warnOfOtherFiles(arms, { plugIn, scenario: paced });
  const interrupted = interruption();
  const progress = new CountProgress(`simulating ${options.scenario}`);
  try {
    const onDone = (done: number, of: number) => progress.show(done, of);
    const found = await withTasks(options, arms, (world) =>
      simulate(scenario, arms, options, { onDone, signal: interrupted.signal, world }),
    );
    progress.end();
    const run: SimulationRun = {
      ...(await header(name, options, scenario)),
      codeDigest: await codeDigest(modulesOf(plugIn.module, arms, paced)),
      ...outcome(scenario, options.jobs, found),
    };
    await printAndKeep(run, options);
    return run.passed ? EXIT.fine : EXIT.failed;
  } catch (error) {
    if (interrupted.code !== undefined) return interrupted.code;
    throw error;
  } finally {
    progress.end();
    interrupted.forget();
  }
}

/** Prints before it saves, so that a failed write does not lose the result. */
async function printAndKeep(run: SimulationRun, { json, verbose }: BenchOptions): Promise<void> {
  if (json) printDocument(JSON.stringify(JSON.parse(seal(run)), null, 2));
  else printReport([...simulationReport(run), ...(verbose ? ['', ...simulationDetails(run)] : [])]);
  const folder = await createRunFolder(RESULTS_FOLDER, run.runId);
  await saveRun(folder, run);
  if (json) return;
  const hasMore = !verbose && run.strategies.length > 0;
  printReport([
    ...(hasMore ? [`All figures: npm run compare -- ${folder} --verbose`] : []),
    `Kept in ${folder}`,
    ...reportHint(run, folder),
  ]);
}

type Found = Pick<SimulationRun, 'strategies' | 'searches'> & { readonly failures: readonly Failed[] };

interface Course {
  readonly onDone: (done: number, of: number) => void;
  readonly signal: AbortSignal;
  readonly world: TaskWorld;
}

async function simulate(
  scenario: PacedScenario,
  arms: readonly StrategyArm[],
  options: Asked,
  { onDone, signal, world }: Course,
): Promise<Found> {
  const { seed, jobs, replications } = options;
  const { objective } = scenario;
  const question = questionOf(options);
  if (objective !== undefined && question !== null) {
    const maxWorkers = question === 'highest load' ? null : (options.workers ?? null);
    const task = { scenario, objective, seed, jobs, maxWorkers };
    return {
      strategies: [],
      ...(await runSearches(question, arms, task, replications, onDone, signal, world)),
    };
  }
  const plan = { scenario, arms, loads: options.load, seed, replications, jobs, world };
  return { searches: [], ...(await runSimulations(plan, onDone, signal)) };
}

/** Failed strategies and other warnings, and whether they void the run. */
function outcome(
  scenario: PacedScenario,
  jobs: number,
  { failures, ...found }: Found,
): Pick<SimulationRun, 'strategies' | 'searches' | 'warnings' | 'passed'> {
  const failed = failures.map(({ strategy, message }) => ({ code: 'strategy-failed', strategy, message }));
  const warnings = [...failed, ...simulationWarnings(scenario, jobs, found)];
  return { ...found, warnings, passed: warnings.every(({ code }) => !VOIDING_SIMULATIONS.has(code)) };
}

function questionOf({ maxLoad, workers }: BenchOptions): SearchResult['question'] | null {
  if (maxLoad) return 'highest load';
  return workers === undefined ? null : 'fewest workers';
}

async function header(name: string, options: BenchOptions, scenario: PacedScenario) {
  const startedAt = new Date().toISOString();
  return {
    schemaVersion: SCHEMA_VERSION,
    runId: newRunId(startedAt, `${name}-sim`),
    engine: 'sim',
    complete: true,
    startedAt,
    command: commandLine(),
    seed: options.seed,
    environment: await describeEnvironment(),
    scenario: { name, timeScale: scenario.timeScale, settings: keptSettings(scenario) },
  } as const satisfies Partial<SimulationRun>;
}
