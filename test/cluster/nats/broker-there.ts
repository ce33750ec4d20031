import { isInstalled } from '../../../src/cluster/servers/loopback-server.ts';

/** Skips what needs a NATS server where there is none; but never where everything is to be tested. */
export function skipWithoutBroker(context: Mocha.Context): void {
  if (isInstalled('nats-server')) return;
  const missing = 'nats-server is not installed, so agents are not tested';
  if (process.env.CI !== undefined) throw new Error(missing);
  process.stderr.write(`${missing}\n`);
  context.skip();
}
