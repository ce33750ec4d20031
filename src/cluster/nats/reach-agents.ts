import type { Reach } from '../links/reach.ts';
import { AgentPool } from './agent-pool.ts';
import { BROKER_ENVIRONMENT, type BrokerAddress } from './broker-address.ts';
import { BrokerFailure } from './broker-failure.ts';
import { connectBus } from './nats-bus.ts';
import type { Program } from './programs.ts';

/** Job workers at agents. Rejects with BrokerFailure without a connection. */
export async function reachAgents(address: BrokerAddress | undefined, program: Program): Promise<Reach> {
  if (address === undefined)
    throw new BrokerFailure(`there is no address of a NATS server in ${BROKER_ENVIRONMENT.servers}`);
  return new AgentPool(await connectBus(address, 'primary'), program);
}
