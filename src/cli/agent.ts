import { availableParallelism, hostname } from 'node:os';
import type { Command } from 'commander';
import { Agent } from '../cluster/agent/agent.ts';
import {
  BROKER_ENVIRONMENT,
  type BrokerAddress,
  serversOf,
  takeBrokerAddress,
} from '../cluster/nats/broker-address.ts';
import { BrokerFailure } from '../cluster/nats/broker-failure.ts';
import type { Bus } from '../cluster/nats/bus.ts';
import { codeIdentity } from '../cluster/nats/code-identity.ts';
import { connectBus } from '../cluster/nats/nats-bus.ts';
import { UsageError } from '../core/usage-error.ts';
import { sleep } from '../processes/timer.ts';
import { setV8Flags } from '../processes/v8-flags.ts';
import { EXIT } from './exit-code.ts';
import { interruption } from './interruption.ts';
import { wholeBetween } from './options.ts';
import { printReport, warnLines } from './output.ts';

/** What jobs under way may take when the agent leaves. */
const GRACE_MS = 30_000;

/** At least; twice as much at most, so that agents do not all come at once. */
const RETRY_MS = 500;

interface AgentOptions {
  readonly servers?: string;
  readonly workers: number;
  readonly jobs: string;
  readonly name: string;
  readonly machine: string;
}

export function addAgent(program: Command): void {
  program
    .command('agent')
    .description('run job workers on this machine for clusters on others; stop it with Ctrl-C')
    .option(
      '--servers <addresses>',
      `addresses of NATS servers, separated by commas (default: ${BROKER_ENVIRONMENT.servers} in the environment)`,
    )
    .option(
      '--workers <number>',
      'job workers that it can run',
      wholeBetween(1, 1000),
      availableParallelism(),
    )
    .option('--jobs <folder>', "this machine's copies of the jobs of apps", './jobs/')
    .option('--name <name>', 'its name, another one for each agent', ownName())
    .option('--machine <name>', 'the name of its machine, which strategies may know', hostname())
    .addHelpText(
      'after',
      `
Secrets come by the environment: ${Object.values(BROKER_ENVIRONMENT).slice(1).join(', ')}.

Examples:
  npm run agent -- --servers=nats://127.0.0.1:4222 --workers=4
  npm run agent -- --servers=tls://broker.example.com:4222 --workers=16 --name=machine-7`,
    )
    .action(async (options: AgentOptions) => {
      // The client cannot call off an attempt to reach a broker: where none answers, it would keep the process for minutes.
      process.exit(await agent(options));
    });
}

async function agent({ servers, workers, jobs, name, machine }: AgentOptions): Promise<number> {
  if (!/^[\w-]{1,64}$/.test(name))
    throw new UsageError([`--name must be 1 to 64 letters, digits, hyphens or underscores, but is ${name}`]);
  const known = takeBrokerAddress(process.env);
  const address = servers === undefined ? known : { ...known, servers: serversOf(servers) };
  if (address === undefined)
    throw new UsageError([`say where the NATS server is: --servers=nats://127.0.0.1:4222`]);
  const interrupted = interruption();
  const bus = await firstConnection(address, `agent ${name}`, interrupted.signal);
  if (bus === undefined) return interrupted.code ?? EXIT.fine;
  const identity = { name, machine, places: workers, code: await codeIdentity() };
  const running = new Agent(identity, jobs, bus, (what) => warnLines([what]));
  printReport([
    `agent ${name}: ${workers} job workers for clusters that call through ${address.servers.join(', ')}`,
  ]);
  setV8Flags('compileSoon');
  if (!interrupted.signal.aborted)
    await new Promise((resolve) => interrupted.signal.addEventListener('abort', resolve, { once: true }));
  warnLines(['leaving …']);
  await running.leave(GRACE_MS);
  interrupted.forget();
  return interrupted.code ?? EXIT.fine;
}

/** Tries until it is told to end; says once, for each reason, why there is none yet. */
async function firstConnection(
  address: BrokerAddress,
  name: string,
  signal: AbortSignal,
): Promise<Bus | undefined> {
  let said: string | undefined;
  while (!signal.aborted)
    try {
      return await connectBus(address, name);
    } catch (error) {
      if (!(error instanceof BrokerFailure)) throw error;
      if (error.message !== said) warnLines([`${error.message}; trying again`]);
      said = error.message;
      await sleep(RETRY_MS * (1 + Math.random()));
    }
  return undefined;
}

function ownName(): string {
  return `${hostname()
    .replace(/[^\w-]/g, '-')
    .slice(0, 40)}-${process.pid}`;
}
