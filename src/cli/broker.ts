import { type Arm, wireOf } from '../catalogue/arms.ts';
import { BROKER_ENVIRONMENT, brokerEnvironment, serversOf } from '../cluster/nats/broker-address.ts';
import { startOwnAgent } from '../cluster/nats/own-agent.ts';
import { OwnBroker } from '../cluster/nats/own-broker.ts';

/** Machines that the command plays itself where no server is named. */
const OWN_AGENTS = ['agent-1', 'agent-2'];

/**
 * Does it while a broker is there for the arms that need one: the one that is named, or else one of the command's own, with
 * agents that have places for so many job workers. Primaries find it by their environment.
 */
export async function withBroker<Result>(
  arms: readonly Arm[],
  servers: string | undefined,
  jobWorkers: number,
  act: () => Promise<Result>,
): Promise<Result> {
  if (!arms.some((arm) => wireOf(arm) === 'nats')) return act();
  if (servers !== undefined) process.env[BROKER_ENVIRONMENT.servers] = serversOf(servers).join(',');
  if (process.env[BROKER_ENVIRONMENT.servers] !== undefined) return act();
  const broker = await OwnBroker.start(OWN_AGENTS);
  const agents = broker.agents.map((address) =>
    startOwnAgent(address, Math.ceil(jobWorkers / OWN_AGENTS.length)),
  );
  Object.assign(process.env, brokerEnvironment(broker.primary));
  try {
    return await act();
  } finally {
    await Promise.all(agents.map((agent) => agent.kill()));
    await broker.stop();
  }
}
