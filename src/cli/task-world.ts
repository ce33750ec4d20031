import { availableParallelism } from 'node:os';
import { Option } from 'commander';
import type { StrategyArm } from '../catalogue/arms.ts';
import { serversOf, takeBrokerAddress } from '../cluster/nats/broker-address.ts';
import { OwnMachines } from '../cluster/nats/own-machines.ts';
import { tasksAtAgents } from '../cluster/nats/remote-tasks.ts';
import { refuse } from '../core/usage-error.ts';
import { localTasks } from '../processes/local-tasks.ts';
import { COMPILED_ROOT } from '../processes/roots.ts';
import type { TaskWorld } from '../processes/task-world.ts';

export interface TaskOptions {
  readonly wire?: string | readonly string[] | undefined;
  readonly servers?: string | undefined;
}

/** For commands that only simulate. */
export const TASK_OPTIONS: readonly Option[] = [
  new Option('--wire <name>', 'where simulations run: ipc (processes of this machine) or nats (agents)')
    .choices(['ipc', 'nats'])
    .default('ipc'),
  new Option(
    '--servers <addresses>',
    'NATS servers of running agents, such as nats://127.0.0.1:4222 (default: a server and two agents of its own)',
  ),
];

/** Does it where its simulations are to run. Agents have their own copies of these strategies. */
export async function withTasks<Result>(
  { wire = 'ipc', servers }: TaskOptions,
  arms: readonly StrategyArm[],
  act: (world: TaskWorld) => Promise<Result>,
): Promise<Result> {
  const wires = typeof wire === 'string' ? [wire] : wire;
  refuse(wires.some((one) => one === 'threads') || wires.length > 1 ? [ONE_OF_TWO] : []);
  if (!wires.includes('nats')) return act(localTasks());
  refuse(arms.flatMap(({ label, file }) => (isOfProject(file.module) ? [] : [elsewhere(label)])));
  const known = takeBrokerAddress(process.env);
  const address = servers === undefined ? known : { ...known, servers: serversOf(servers) };
  if (address !== undefined) return act(tasksAtAgents(address));
  const machines = await OwnMachines.start(availableParallelism());
  try {
    return await act(tasksAtAgents(machines.address));
  } finally {
    await machines.stop();
  }
}

const ONE_OF_TWO =
  '--wire of a simulation is ipc, for processes of this machine, or nats, for agents: it says where simulations run';

function isOfProject(module: string): boolean {
  return module.startsWith(COMPILED_ROOT.href);
}

function elsewhere(label: string): string {
  return `${label} is a file of this machine only: with --wire=nats put it into strategies/ on all machines`;
}
