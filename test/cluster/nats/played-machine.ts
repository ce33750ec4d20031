import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type BrokerAddress, brokerEnvironment } from '../../../src/cluster/nats/broker-address.ts';
import { GuardedCommand } from '../../../src/processes/guarded-command.ts';
import { NetworkNamespace, works } from './network-namespace.ts';
import { Relay } from './relay.ts';

const MAIN = fileURLToPath(new URL('../../../src/cli/main.js', import.meta.url));
const WRONG_CLOCK = new URL('./wrong-clock.js', import.meta.url).href;
/** Another monotonic clock, where the system has such a thing. */
const OTHER_UPTIME = 'unshare --time --monotonic=1000000 --fork --kill-child';

/** A machine with an agent, and its way to a broker on the loopback. It goes away with this process. */
export class PlayedMachine {
  readonly #network: NetworkNamespace | undefined;
  readonly #relay: Relay;
  agent: GuardedCommand | undefined;

  /** `n`: another for each, from 1. Without a network of its own the way is a relay on the loopback. */
  static async start(n: number, brokerPort: number, hasNetwork: boolean): Promise<PlayedMachine> {
    const network = hasNetwork ? await NetworkNamespace.start(n) : undefined;
    return new PlayedMachine(network, await Relay.start(brokerPort, network?.host ?? '127.0.0.1'));
  }

  private constructor(network: NetworkNamespace | undefined, relay: Relay) {
    this.#network = network;
    this.#relay = relay;
  }

  /** Where the agent finds the broker. */
  get host(): string {
    return this.#network?.host ?? '127.0.0.1';
  }

  startAgent(address: BrokerAddress, places: number, folder: string, clock: 'right' | 'wrong'): void {
    const network = this.#network === undefined ? '' : `nsenter -t ${this.#network.pid} -n`;
    const uptime = clock === 'wrong' && works(`${OTHER_UPTIME} true`) ? OTHER_UPTIME : '';
    const agent = `${process.execPath} ${MAIN} agent --name=${address.user} --workers=${places} --machine=${address.user}`;
    this.agent = GuardedCommand.silent(`exec ${network} ${uptime} ${agent}`, folder, {
      ...brokerEnvironment({ ...address, servers: [`tls://${this.host}:${this.#relay.port}`] }),
      ...(clock === 'wrong' && { NODE_OPTIONS: `--import=${WRONG_CLOCK}` }),
    });
  }

  /** Nothing passes between agent and broker, and neither is told. */
  cut(): void {
    (this.#network ?? this.#relay).cut();
  }

  heal(): void {
    (this.#network ?? this.#relay).heal();
  }

  /** What passes takes so long from now on. */
  slow(ms: number): void {
    if (this.#network?.slow(ms) !== true) this.#relay.delayMs = ms;
  }

  /** How many job workers run there. */
  get jobWorkers(): number {
    const words = ['-g', String(this.agent?.pid), '-c', '-f', 'job-worker-main'];
    return Number(spawnSync('pgrep', words, { encoding: 'utf8' }).stdout);
  }

  async stop(): Promise<void> {
    await this.agent?.kill();
    this.#relay.stop();
    await this.#network?.stop();
  }
}
