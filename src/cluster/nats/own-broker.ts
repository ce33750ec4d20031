import { v4 as uuid } from 'uuid';
import { LoopbackServer } from '../servers/loopback-server.ts';
import type { BrokerAddress } from './broker-address.ts';
import { brokerConfiguration } from './broker-configuration.ts';

/** A `nats-server` of this process, on the loopback: it ends with this process, however that ends. */
export class OwnBroker {
  readonly primary: BrokerAddress;
  /** What agents of these names need to know, in their order. */
  readonly agents: readonly BrokerAddress[];
  readonly #server: LoopbackServer;

  /** Rejects with MissingTool where it is not installed, and with BrokerFailure where it does not start. */
  static async start(agentNames: readonly string[]): Promise<OwnBroker> {
    const logins = ['primary', ...agentNames].map((user) => ({ user, password: uuid() }));
    const at = (port: number): BrokerAddress[] =>
      logins.map((login) => ({ servers: [`nats://127.0.0.1:${port}`], ...login }));
    const server = await LoopbackServer.start('nats-server', (port) => {
      const [primary, ...agents] = at(port) as [BrokerAddress, ...BrokerAddress[]];
      return brokerConfiguration(port, primary, agents);
    });
    const [primary, ...agents] = at(server.port) as [BrokerAddress, ...BrokerAddress[]];
    return new OwnBroker(server, primary, agents);
  }

  private constructor(server: LoopbackServer, primary: BrokerAddress, agents: readonly BrokerAddress[]) {
    this.#server = server;
    this.primary = primary;
    this.agents = agents;
  }

  /** Killed, and started again after that time: for tests. */
  restart(downMs: number): Promise<void> {
    return this.#server.restart(downMs);
  }

  stop(): Promise<void> {
    return this.#server.stop();
  }
}
