import { type Arm, wireOf } from '../catalogue/arms.ts';
import { BROKER_ENVIRONMENT, brokerEnvironment, serversOf } from '../cluster/nats/broker-address.ts';
import type { OwnMachines } from '../cluster/nats/own-machines.ts';

/**
 * Does it while a broker is there for the arms that need one: the one that is named, or else one of the command's own, with
 * agents that have places for so many job workers. Primaries find it by their environment. `act` gets what is the command's own.
 */
export async function withBroker<Result>(
  arms: readonly Arm[],
  servers: string | undefined,
  jobWorkers: number,
  act: (machines?: OwnMachines) => Promise<Result>,
): Promise<Result> {
  if (!arms.some((arm) => wireOf(arm) === 'nats')) return act();
  if (servers !== undefined) process.env[BROKER_ENVIRONMENT.servers] = serversOf(servers).join(',');
  if (process.env[BROKER_ENVIRONMENT.servers] !== undefined) return act();
  const { OwnMachines } = await import('../cluster/nats/own-machines.ts');
  const machines = await OwnMachines.start(jobWorkers);
  Object.assign(process.env, brokerEnvironment(machines.address));
  try {
    return await act(machines);
  } finally {
    await machines.stop();
  }
}
