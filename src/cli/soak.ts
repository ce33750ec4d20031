import type { Command } from 'commander';
import { clusterMistakes, trialMistakes, wireMistakes } from '../bench/live/live-limits.ts';
import { shareMistakes } from '../bench/simulated/limits.ts';
import { parseArms } from '../catalogue/arm-syntax.ts';
import { overWires, type Wire } from '../catalogue/arms.ts';
import { endInspection } from '../catalogue/inspection.ts';
import type { OwnMachines } from '../cluster/nats/own-machines.ts';
import { refuse, together, UsageError } from '../core/usage-error.ts';
import type { Kills } from '../lab/soak/killer.ts';
import { type Soak, type SoakObserver, soak } from '../lab/soak/soak.ts';
import { atUtilisation } from '../load/plan/at-utilisation.ts';
import { isFine, soakReport } from '../report/lab/soak-report.ts';
import { SoakBoard } from '../watch/board/soak-board.ts';
import { withBroker } from './broker.ts';
import { EXIT } from './exit-code.ts';
import { interruption } from './interruption.ts';
import { isWatched, openLivePage, WATCH_OPTION, type WatchPort } from './live-page.ts';
import { atMeasuredRate } from './measured-rate.ts';
import { numberBetween, wholeBetween, wires } from './options.ts';
import { warnOfOtherFiles } from './other-files.ts';
import { printReport } from './output.ts';
import { pacedScenario } from './paced-scenario.ts';
import { ShareProgress } from './progress.ts';
import { RESULTS_FOLDER } from './run-path.ts';

interface SoakOptions {
  readonly strategy: string;
  readonly swap?: string;
  readonly scenario: string;
  readonly minutes: number;
  readonly load: number;
  readonly seed: number;
  readonly wire: readonly Wire[];
  readonly servers?: string;
  readonly killAgents?: number;
  readonly killBroker?: number;
  readonly watch?: WatchPort;
}

export function addSoak(program: Command): void {
  program
    .command('soak')
    .description('run one cluster under load for a long time: does memory grow, do counts drift?')
    .option('--strategy <name>', 'one strategy, or inline', 'pull-fifo')
    .option('--swap <names>', 'strategies that take over in turn, one every 50 ms')
    .option('--scenario <name>', 'a scenario with an open load', 'mixed')
    .option('--minutes <number>', 'duration', numberBetween(0.1, 10_000), 10)
    .option(
      '--load <share>',
      'load as a share of what the job workers can serve',
      numberBetween(0.01, 2),
      0.8,
    )
    .option('--seed <number>', 'seed for the requests', wholeBetween(0, 2 ** 32 - 1), 1)
    .option('--wire <name>', 'how job workers are reached: ipc, threads or nats', wires, ['ipc'])
    .option(
      '--servers <addresses>',
      'NATS servers of running agents (default: a server and two agents of its own)',
    )
    .option(
      '--kill-agents <seconds>',
      'kill one of its own agents so often (SIGKILL), and start it again',
      numberBetween(1, 3600),
    )
    .option(
      '--kill-broker <times>',
      'kill its own NATS server so often (SIGKILL), and start it again',
      wholeBetween(1, 1000),
    )
    .addOption(WATCH_OPTION)
    .addHelpText(
      'after',
      `
Examples:
  npm run soak
  npm run soak -- --minutes=60 --strategy=least-active
  npm run soak -- --minutes=0.5 --swap=least-active,pull-fifo
  npm run soak -- --minutes=1 --wire=nats --kill-agents=5 --kill-broker=2

Exit codes: 0 memory is flat and counts add up, 1 memory grew, counts do not add up or could not be
measured, 2 usage error, 4 no NATS server.`,
    )
    .action(async (options: SoakOptions) => {
      process.exitCode = await runSoak(options);
    });
}

async function runSoak(options: SoakOptions): Promise<number> {
  const [{ name, plugIn, scenario: file }, [chosen, ...others], swapped] = await together([
    pacedScenario(options.scenario, undefined),
    parseArms([options.strategy], undefined),
    parseArms(options.swap === undefined ? [] : [options.swap], undefined),
  ]);
  if (chosen === undefined || others.length > 0) throw new UsageError(['soak runs one strategy at a time']);
  if (options.wire.length > 1) throw new UsageError(['soak runs over one wire at a time']);
  const [arm = chosen] = overWires([chosen], options.wire);
  const strategies = swapped.filter((one) => one.kind === 'strategy');
  if (strategies.length < swapped.length || (swapped.length > 0 && arm.kind === 'inline'))
    throw new UsageError(['inline schedules nothing: --swap needs strategies']);
  endInspection();
  refuse([
    ...killMistakes(options),
    ...clusterMistakes(name, file),
    ...wireMistakes(name, file, options.wire),
    ...shareMistakes(name, file),
  ]);
  await warnOfOtherFiles([arm, ...swapped], { plugIn, scenario: file });
  const loaded = await atMeasuredRate(atUtilisation(file, options.load), options.seed, RESULTS_FOLDER);
  const scenario = { ...loaded, load: { ...loaded.load, durationMs: options.minutes * 60_000 } };
  refuse(trialMistakes(name, scenario, { seed: options.seed, blocks: 1, perBlock: 1 }));
  return withBroker([arm], options.servers, scenario.cluster.jobWorkers, (machines) =>
    watched(
      { arm, scenario, seed: options.seed, swapped: strategies, kills: killsOf(options, machines) },
      name,
      options,
    ),
  );
}

function killMistakes({ wire, servers, killAgents, killBroker }: SoakOptions): string[] {
  if (killAgents === undefined && killBroker === undefined) return [];
  return wire.includes('nats') && servers === undefined
    ? []
    : ['--kill-agents and --kill-broker kill what soak itself started: use --wire=nats without --servers'];
}

function killsOf(
  { killAgents, killBroker }: SoakOptions,
  machines: OwnMachines | undefined,
): Kills | undefined {
  if (machines === undefined || (killAgents === undefined && killBroker === undefined)) return undefined;
  const agentEveryMs = killAgents === undefined ? Number.POSITIVE_INFINITY : killAgents * 1000;
  return { machines, agentEveryMs, brokerTimes: killBroker ?? 0 };
}

async function watched(what: Soak, name: string, { watch }: SoakOptions): Promise<number> {
  const { arm, scenario } = what;
  const totalMs = scenario.load.warmupMs + scenario.load.durationMs;
  const title = `soak of ${arm.label} under ${name}`;
  const board = isWatched(watch) ? new SoakBoard(title, scenario.cluster.jobWorkers, totalMs) : undefined;
  const page = board && isWatched(watch) ? await openLivePage(board, watch) : undefined;
  const progress = new ShareProgress();
  const interrupted = interruption();
  const observer: SoakObserver = {
    share: (share) => progress.show('soaking', share),
    load: board?.load,
  };
  try {
    const result = await soak(what, observer, interrupted.signal);
    progress.end();
    printReport(soakReport(result));
    if (interrupted.code !== undefined) return interrupted.code;
    return isFine(result) ? EXIT.fine : EXIT.failed;
  } finally {
    progress.end();
    interrupted.forget();
    await page?.close('The soak has ended. The command printed its result.');
  }
}
