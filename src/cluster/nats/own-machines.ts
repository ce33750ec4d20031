import { hostname } from 'node:os';
import type { GuardedCommand } from '../../processes/guarded-command.ts';
import type { BrokerAddress } from './broker-address.ts';
import { startOwnAgent } from './own-agent.ts';
import { OwnBroker } from './own-broker.ts';

/** Machines that this process plays itself. */
const NAMES = ['agent-1', 'agent-2'];
/** What an agent started has ended so long after it. */
const SETTLED_MS = 2000;

/** A broker and two agents of this process, on the loopback: they end with it. */
export class OwnMachines {
  readonly #broker: OwnBroker;
  readonly #places: number;
  readonly #agents: GuardedCommand[];
  /** How many processes outlived each of them. */
  readonly #killed: Promise<number | undefined>[] = [];

  /** With places for so many job workers, in all. Rejects with MissingTool or BrokerFailure. */
  static async start(jobWorkers: number): Promise<OwnMachines> {
    return new OwnMachines(await OwnBroker.start(NAMES), Math.ceil(jobWorkers / NAMES.length));
  }

  private constructor(broker: OwnBroker, places: number) {
    this.#broker = broker;
    this.#places = places;
    this.#agents = broker.agents.map((_, place) => this.#startAgent(place));
  }

  /** For the primary. */
  get address(): BrokerAddress {
    return this.#broker.primary;
  }

  /** SIGKILL for the process of one agent, and for nothing that it started. It is started again at once. */
  async killAgent(turn: number): Promise<void> {
    const place = turn % this.#agents.length;
    const agent = this.#agents[place];
    if (agent?.pid === undefined) return;
    process.kill(agent.pid, 'SIGKILL');
    await agent.ended;
    this.#agents[place] = this.#startAgent(place);
    this.#killed.push(leftBehind(agent));
  }

  /** The first is on the primary's machine, every other plays a machine of its own. */
  #startAgent(place: number): GuardedCommand {
    const address = this.#broker.agents[place] as BrokerAddress;
    return startOwnAgent(address, this.#places, process.cwd(), place === 0 ? hostname() : address.user);
  }

  /** The broker is killed, and started again after that time. */
  restartBroker(downMs: number): Promise<void> {
    return this.#broker.restart(downMs);
  }

  /** Processes that outlived an agent that was killed; undefined where the system does not tell. */
  async outlived(): Promise<number | undefined> {
    let sum = 0;
    for (const left of await Promise.all(this.#killed)) {
      if (left === undefined) return undefined;
      sum += left;
    }
    return sum;
  }

  async stop(): Promise<void> {
    await this.outlived();
    await Promise.all(this.#agents.map((agent) => agent.kill()));
    await this.#broker.stop();
  }
}

/** Of an agent that has ended, before its guard ends them. */
async function leftBehind(agent: GuardedCommand): Promise<number | undefined> {
  const left = await agent.programsLeft(SETTLED_MS);
  await agent.kill();
  return left;
}
