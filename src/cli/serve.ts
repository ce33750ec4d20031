import { type Command, Option } from 'commander';
import { clusterMistakes } from '../bench/live/live-limits.ts';
import { parseArms } from '../catalogue/arm-syntax.ts';
import { type Arm, overWires, type Wire } from '../catalogue/arms.ts';
import { endInspection } from '../catalogue/inspection.ts';
import { userPath } from '../catalogue/user-path.ts';
import { ClusterProcess } from '../cluster/cluster-process.ts';
import { clusterSettings } from '../cluster/settings.ts';
import { AFTER_DEADLINE_MS } from '../core/after-deadline.ts';
import { refuse, together, UsageError } from '../core/usage-error.ts';
import type { PacedScenario } from '../load/plan/scenario-states.ts';
import { withBroker } from './broker.ts';
import { EXIT } from './exit-code.ts';
import { interruption } from './interruption.ts';
import { lastWords } from './last-words.ts';
import { WATCH_OPTION } from './live-page.ts';
import { numberBetween, wholeBetween, windowSize, wires } from './options.ts';
import { warnOfOtherFiles } from './other-files.ts';
import { printReport, warnLines } from './output.ts';
import { pacedScenario } from './paced-scenario.ts';
import { isObserved, openServePages, type PageOptions, type ServePages } from './serve-pages.ts';

interface ServeOptions extends PageOptions {
  readonly strategy: string;
  readonly scenario: string;
  readonly timeScale?: number;
  readonly window?: number;
  readonly wire: readonly Wire[];
  readonly servers?: string;
  readonly port: number;
  readonly seed: number;
  readonly accessLog?: string;
  readonly accessLogFormat: 'nginx' | 'pino';
}

const EXAMPLES = `
Examples:
  npm run serve
  npm run serve -- --strategy=pull-fifo --scenario=mixed-reports --port=0
  npm run serve -- --scenario=steady --access-log=access.log
  npm run serve -- --metrics                                 for Prometheus, on port 9464`;

export function addServe(program: Command): void {
  program
    .command('serve')
    .description('start the cluster with one strategy, for any load tool; stop it with Ctrl-C')
    .option('--strategy <name>', 'one strategy, or inline', 'least-active')
    .option('--scenario <name>', 'the scenario that gives the cluster and the request types', 'mixed')
    .option('--time-scale <factor>', 'multiply all times of the scenario by this', numberBetween(0.001, 1000))
    .option(
      '--window <jobs>',
      "most unfinished jobs per worker, instead of the strategy's own limit; none for no limit",
      windowSize,
    )
    .option('--wire <name>', 'how job workers are reached: ipc, threads or nats', wires, ['ipc'])
    .option(
      '--servers <addresses>',
      'NATS servers of running agents (default: a server and agents of its own)',
    )
    .option('--port <number>', 'port on 127.0.0.1; 0 for a free one', wholeBetween(0, 65535), 3030)
    .option('--seed <number>', "seed for the strategy's random choices", wholeBetween(0, 2 ** 32 - 1), 1)
    .option('--access-log <file>', 'append a line for each answered request to this file')
    .addOption(
      new Option('--access-log-format <name>', 'as nginx or pino writes it')
        .choices(['nginx', 'pino'])
        .default('nginx'),
    )
    .option(
      '--metrics [port]',
      'counts and histograms for Prometheus at http://127.0.0.1:<port>/metrics (9464, or a free port if that is taken)',
      wholeBetween(0, 65535),
    )
    .addOption(WATCH_OPTION)
    .addHelpText('after', EXAMPLES)
    .action(async (options: ServeOptions) => {
      process.exitCode = await serve(options);
    });
}

async function serve(options: ServeOptions): Promise<number> {
  const [{ name, plugIn, scenario }, [chosen, ...others]] = await together([
    pacedScenario(options.scenario, options.timeScale),
    parseArms([options.strategy], options.window),
  ]);
  refuse(clusterMistakes(name, scenario));
  if (chosen === undefined || others.length > 0) throw new UsageError(['serve runs one strategy at a time']);
  if (options.wire.length > 1) throw new UsageError(['serve runs over one wire at a time']);
  const [arm = chosen] = overWires([chosen], options.wire);
  endInspection();
  await warnOfOtherFiles([arm], { plugIn, scenario });
  return withBroker([arm], options.servers, scenario.cluster.jobWorkers, () =>
    run(arm, name, scenario, options),
  );
}

async function run(arm: Arm, name: string, scenario: PacedScenario, options: ServeOptions): Promise<number> {
  const interrupted = interruption();
  const cluster = await ClusterProcess.start({
    ...clusterSettings(scenario, arm, options.seed, options.port, 'warn'),
    observed: isObserved(options),
    ...(options.accessLog !== undefined && {
      accessLog: { file: userPath(options.accessLog), format: options.accessLogFormat },
    }),
  });
  let pages: ServePages | undefined;
  try {
    const { jobWorkers } = scenario.cluster;
    pages = await openServePages(cluster, `${arm.label} serves ${name}`, jobWorkers, options);
    printReport([
      `${arm.label} serves ${options.scenario} at ${cluster.url}`,
      `  GET ${cluster.url}/light-request`,
      ...Object.keys(scenario.types).map((type) => `  GET ${cluster.url}/heavy-request?type=${type}`),
      ...pages.lines,
      'Press Ctrl-C to drain and stop it.',
    ]);
    await Promise.race([aborted(interrupted.signal), cluster.whenFailed()]);
    warnLines(['draining …']);
    cluster.closeIntake();
    const report = await cluster.drain(scenario.timeoutMs + AFTER_DEADLINE_MS.account);
    printReport(lastWords(report));
    const faults = report.dispatch?.faults ?? [];
    return faults.length > 0 ? EXIT.failed : (interrupted.code ?? EXIT.fine);
  } finally {
    interrupted.forget();
    await pages?.close();
    await cluster.stop();
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
