import { type Command, Option } from 'commander';
import { parseArms } from '../catalogue/arm-syntax.ts';
import type { StrategyArm } from '../catalogue/arms.ts';
import { endInspection } from '../catalogue/inspection.ts';
import { UsageError } from '../core/usage-error.ts';
import { requirePools } from '../lab/micro/dispatch/pools/installed.ts';
import { dispatchGoals } from '../lab/micro/goals.ts';
import type { OnProgress } from '../lab/micro/interleave.ts';
import { measureDecisions } from '../lab/micro/measure-decisions.ts';
import { measureDispatchPath } from '../lab/micro/measure-dispatch-path.ts';
import { LOG_NAMES, measureLogs } from '../lab/micro/measure-logs.ts';
import { measureMessages } from '../lab/micro/measure-messages.ts';
import { measureSimulation } from '../lab/micro/measure-simulation.ts';
import { measureWires } from '../lab/micro/measure-wires.ts';
import { watchLauncher } from '../processes/launcher.ts';
import { logsReport } from '../report/lab/logs-report.ts';
import {
  decisionsDetails,
  decisionsReport,
  dispatchPathDetails,
  dispatchPathReport,
  messagesReport,
} from '../report/lab/micro-report.ts';
import { simulationSpeedReport } from '../report/lab/simulation-speed-report.ts';
import { wiresReport } from '../report/lab/wires-report.ts';
import type { Part as Printed } from '../report/table/table.ts';
import { jsonOf } from '../results/seal.ts';
import { EXIT } from './exit-code.ts';
import { collect, wholeBetween } from './options.ts';
import { warnOfOtherFiles } from './other-files.ts';
import { printDocument, printReport } from './output.ts';
import { ShareProgress } from './progress.ts';

const PARTS = ['decisions', 'logs', 'messages', 'path', 'simulation', 'wires'] as const;
type Part = (typeof PARTS)[number];
const OF_STRATEGIES: readonly Part[] = ['decisions', 'simulation'];

/** Default strategies for measuring the speed of the simulator. */
const SIMULATED = ['pull-fifo', 'round-robin', 'power-of-two-choices', 'least-active'];

interface MicroOptions {
  readonly only?: Part;
  readonly strategy?: readonly string[];
  readonly log?: readonly string[];
  readonly requests?: number;
  readonly quick?: true;
  readonly seed: number;
  readonly json?: true;
  readonly verbose?: true;
}

/** Result of one part: data for programs, reports for people, and whether it met every goal. */
interface Found {
  readonly data: unknown;
  readonly report: readonly Printed[];
  readonly details: readonly Printed[];
  readonly passed: boolean;
}

export function addMicro(program: Command): void {
  program
    .command('micro')
    .description('measure the cost of decisions, messages, the dispatch path and simulated jobs')
    .addOption(new Option('--only <part>', 'measure only this part').choices(PARTS))
    .option('--strategy <names>', 'strategies for decisions and simulation, separated by commas', collect)
    .option('--log <names>', 'formats of the logs that are read, separated by commas', collect)
    .option('--requests <number>', 'requests in each log', wholeBetween(1000, 100_000_000))
    .option('--quick', 'fewer and shorter repetitions')
    .option('--seed <number>', 'seed for the order of the measurements', wholeBetween(0, 2 ** 32 - 1), 1)
    .option('--json', 'print one JSON document instead of tables')
    .option('--verbose', 'print every strategy and every dispatch path')
    .addHelpText(
      'after',
      `
Examples:
  npm run micro                                        everything; run nothing else at the same time
  npm run micro -- --only=path                         the dispatch path, compared with plain process.send and other pools
  npm run micro -- --only=wires                        processes, threads, sockets, NATS and Redis: what a message costs
  npm run micro -- --only=decisions --strategy=nudge   one decision of one strategy, with 16 to 100 000 workers
  npm run micro -- --only=logs --requests=1000000      the same million requests in every format of access log

Exit codes: 0 every goal met, 2 usage error, 3 a goal missed, 4 a package is missing.`,
    )
    .action(async (options: MicroOptions) => {
      process.exitCode = await micro(options);
    });
}

async function micro(options: MicroOptions): Promise<number> {
  const { only } = options;
  if (options.strategy !== undefined && only !== undefined && !OF_STRATEGIES.includes(only))
    throw new UsageError([`--only=${only} does not measure strategies; leave out --strategy`]);
  watchLauncher(() => process.exit(EXIT.terminated));
  const parts = options.only === undefined ? PARTS : [options.only];
  if (parts.includes('path')) requirePools();
  const found = new Map<Part, Found>();
  for (const part of parts) {
    const progress = new ShareProgress();
    try {
      found.set(part, await measure(part, options, (text, share) => progress.show(text, share)));
    } finally {
      progress.end();
    }
    if (!options.json) printReport([...shown(found.get(part), options), '']);
  }
  const passed = [...found.values()].every((one) => one.passed);
  if (options.json) {
    const data = Object.fromEntries([...found].map(([part, one]) => [part, one.data]));
    printDocument(jsonOf({ schemaVersion: 1, passed, ...data }, 2));
  }
  return passed ? EXIT.fine : EXIT.regression;
}

function shown(found: Found | undefined, { verbose }: MicroOptions): readonly Printed[] {
  if (found === undefined) return [];
  return verbose && found.details.length > 0 ? [...found.report, '', ...found.details] : found.report;
}

async function measure(part: Part, options: MicroOptions, onProgress: OnProgress): Promise<Found> {
  const quick = options.quick === true;
  const { seed } = options;
  switch (part) {
    case 'decisions': {
      const data = await measureDecisions(await armsOf(options, ['all']), quick, seed, onProgress);
      return {
        data,
        report: decisionsReport(data),
        details: decisionsDetails(data),
        passed: data.strategies.every((row) => row.passed),
      };
    }
    case 'logs': {
      const names = options.log?.flatMap((text) => text.split(',')) ?? LOG_NAMES;
      const requests = options.requests ?? (quick ? 20_000 : 200_000);
      const data = await measureLogs(names, requests, seed, onProgress);
      return { data, report: logsReport(data), details: [], passed: data.rows.every((row) => row.passed) };
    }
    case 'messages': {
      const data = await measureMessages(quick, seed, onProgress);
      return { data, report: messagesReport(data), details: [], passed: true };
    }
    case 'path': {
      const data = await measureDispatchPath(quick, seed, onProgress);
      return {
        data,
        report: dispatchPathReport(data),
        details: dispatchPathDetails(data),
        passed: dispatchGoals(data).every((goal) => goal.passed),
      };
    }
    case 'simulation': {
      const data = await measureSimulation(await armsOf(options, SIMULATED), quick, seed, onProgress);
      return { data, report: simulationSpeedReport(data), details: [], passed: true };
    }
    case 'wires': {
      const data = await measureWires(quick, seed, onProgress);
      return { data, report: wiresReport(data), details: [], passed: true };
    }
  }
}

async function armsOf({ strategy }: MicroOptions, otherwise: readonly string[]): Promise<StrategyArm[]> {
  const arms = await parseArms(strategy ?? otherwise, undefined);
  endInspection();
  await warnOfOtherFiles(arms);
  return arms.filter((arm) => arm.kind === 'strategy');
}
