import { v4 as uuid } from 'uuid';
import { noLengthWarnings } from '../bench/no-length.ts';
import type { Failed } from '../bench/simulation-failures.ts';
import { runSimulations } from '../bench/simulation-run.ts';
import { runSearches } from '../bench/simulation-search.ts';
import { parseArms, type StrategyArm } from '../catalogue/arms.ts';
import { endInspection } from '../catalogue/inspection.ts';
import { knownScenario } from '../catalogue/scenarios.ts';
import { UsageError } from '../catalogue/usage-error.ts';
import type { Scenario } from '../contract/scenario.ts';
import { simulationReport } from '../report/simulation-report.ts';
import { describeEnvironment } from '../results/environment.ts';
import { SCHEMA_VERSION, type Warning } from '../results/schema.ts';
import { jsonOf } from '../results/seal.ts';
import type { SimulationRun } from '../results/simulation-schema.ts';
import { createRunFolder, saveRun } from '../results/store.ts';
import { withoutRows } from '../workload/recorded.ts';
import { scaleTime } from '../workload/time-scale.ts';
import { EXIT } from './exit-code.ts';
import { interruption } from './interruption.ts';
import { warnOfOtherFiles } from './other-files.ts';
import { printLines } from './output.ts';
import { CountProgress } from './progress.ts';
import { RESULTS_FOLDER } from './run-path.ts';

export interface SimulationOptions {
  readonly strategy: readonly string[];
  readonly scenario: string;
  readonly timeScale?: number;
  readonly window?: number;
  readonly seed: number;
  readonly json?: true;
  readonly load: readonly number[];
  readonly maxLoad?: true;
  readonly workers?: number;
  readonly jobs: number;
  readonly replications: number;
}

/** `bench --engine=sim`: the same strategies and scenarios in virtual time. */
export async function benchInSimulation(options: SimulationOptions): Promise<number> {
  const { name, plugIn, scenario: file } = await knownScenario(options.scenario);
  const timeScale = options.timeScale ?? file.defaultTimeScale ?? 1;
  const scenario = scaleTime(file, timeScale);
  const arms = (await parseArms(options.strategy, options.window)).filter((arm) => arm.kind === 'strategy');
  endInspection();
  refuseWhatCannotBeSimulated(scenario, options, arms);
  await warnOfOtherFiles(arms, plugIn.place);
  const interrupted = interruption();
  const progress = new CountProgress(`simulating ${options.scenario}`);
  try {
    const found = await simulate(
      scenario,
      arms,
      options,
      (done, of) => progress.show(done, of),
      interrupted.signal,
    );
    progress.end();
    const run: SimulationRun = { ...(await header(name, options, scenario, timeScale)), ...found };
    const folder = await createRunFolder(RESULTS_FOLDER, run.runId);
    await saveRun(folder, run);
    printLines(options.json ? [jsonOf(run, 2)] : [...simulationReport(run), `Kept in ${folder}`]);
    return run.passed ? EXIT.fine : EXIT.failed;
  } catch (error) {
    if (interrupted.code !== undefined) return interrupted.code;
    throw error;
  } finally {
    progress.end();
    interrupted.forget();
  }
}

async function simulate(
  scenario: Scenario,
  arms: readonly StrategyArm[],
  options: SimulationOptions,
  onDone: (done: number, of: number) => void,
  signal: AbortSignal,
): Promise<Pick<SimulationRun, 'strategies' | 'searches' | 'warnings' | 'passed'>> {
  const { seed, jobs, replications } = options;
  const { objective } = scenario;
  if (objective !== undefined && (options.maxLoad || options.workers !== undefined)) {
    const question = options.maxLoad ? 'highest load' : 'fewest workers';
    const maxWorkers = options.maxLoad ? null : (options.workers ?? null);
    const task = { scenario, objective, seed, jobs, maxWorkers };
    const { searches, failures } = await runSearches(question, arms, task, replications, onDone, signal);
    return { strategies: [], searches, ...outcome(failures, []) };
  }
  const plan = { scenario, arms, loads: options.load, seed, replications, jobs };
  const { strategies, failures } = await runSimulations(plan, onDone, signal);
  return { strategies, searches: [], ...outcome(failures, noLengthWarnings(strategies)) };
}

function outcome(
  failures: readonly Failed[],
  doubts: readonly Warning[],
): Pick<SimulationRun, 'warnings' | 'passed'> {
  const failed = failures.map(({ strategy, message }) => ({ code: 'strategy-failed', strategy, message }));
  return { warnings: [...failed, ...doubts], passed: failures.length === 0 };
}

function refuseWhatCannotBeSimulated(
  scenario: Scenario,
  options: SimulationOptions,
  arms: readonly StrategyArm[],
): void {
  const mistakes: string[] = [];
  const asksForSearch = options.maxLoad || options.workers !== undefined;
  if (arms.length === 0)
    mistakes.push('inline cannot be simulated: it is not a strategy; name at least one strategy');
  if (scenario.load.model === 'closed')
    mistakes.push(`${options.scenario} is a closed loop; the simulator runs open loads`);
  if (scenario.load.model !== 'open' && (asksForSearch || options.load.length > 0)) {
    mistakes.push(
      `${options.scenario} has no rate to vary; --load, --max-load and --workers need an open load`,
    );
  }
  const reports = Object.entries(scenario.types).filter(([, type]) => !('service' in type));
  if (reports.length > 0) {
    mistakes.push(
      `${options.scenario} runs real reports (${reports.map(([name]) => name).join(', ')}), whose length only a machine can tell`,
    );
  }
  if (asksForSearch && scenario.objective === undefined) {
    mistakes.push(
      `${options.scenario} has no objective to search for; give it one, such as { of: 'slowdown', quantile: 0.999, atMost: 10 }`,
    );
  }
  if (mistakes.length > 0) throw new UsageError(mistakes);
}

async function header(name: string, options: SimulationOptions, scenario: Scenario, timeScale: number) {
  const startedAt = new Date().toISOString();
  return {
    schemaVersion: SCHEMA_VERSION,
    runId: `${startedAt.slice(0, 19).replace(/[-:]/g, '')}Z-${name}-sim-${uuid().slice(0, 8)}`,
    engine: 'sim',
    complete: true,
    startedAt,
    command: `bench ${process.argv.slice(3).join(' ')}`.trim(),
    seed: options.seed,
    environment: await describeEnvironment(),
    scenario: { name, timeScale, settings: { ...withoutRows(scenario) } },
  } as const satisfies Partial<SimulationRun>;
}
