import type { BrokerAddress } from './broker-address.ts';
import { ALL_UP, CALL, downTo, upFrom } from './bus.ts';

/** A configuration of `nats-server`: on the loopback only, and everybody may say and hear only what is theirs. */
export function brokerConfiguration(
  port: number,
  primary: BrokerAddress,
  agents: readonly BrokerAddress[],
): string {
  const users = [
    entry(primary, [CALL, downTo('*')], [ALL_UP]),
    ...agents.map((agent) => entry(agent, [upFrom(agent.user ?? '')], [CALL, downTo(agent.user ?? '')])),
  ];
  const configuration = { host: '127.0.0.1', port, authorization: { users } };
  // Its format is a superset of JSON.
  return JSON.stringify(configuration, null, 2);
}

function entry({ user, password }: BrokerAddress, publish: string[], subscribe: string[]): object {
  return { user, password, permissions: { publish, subscribe } };
}
