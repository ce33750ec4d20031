import { spawnSync } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v4 as uuid } from 'uuid';
import { MissingTool } from '../../core/missing-tool.ts';
import { GuardedCommand } from '../../processes/guarded-command.ts';
import { sleep } from '../../processes/timer.ts';
import { freePort } from '../primary/free-port.ts';
import type { BrokerAddress } from './broker-address.ts';
import { brokerConfiguration } from './broker-configuration.ts';
import { BrokerFailure } from './broker-failure.ts';

const PROGRAM = 'nats-server';
const START_MS = 5000;
const POLL_MS = 20;

/** A `nats-server` of this process, on the loopback: it ends with this process, however that ends. */
export class OwnBroker {
  readonly primary: BrokerAddress;
  /** What agents of these names need to know, in their order. */
  readonly agents: readonly BrokerAddress[];
  readonly #folder: string;
  readonly #port: number;
  #command: GuardedCommand;

  /** Rejects with BrokerFailure where it is not installed or does not start. */
  static async start(agentNames: readonly string[]): Promise<OwnBroker> {
    if (!isInstalled()) throw new MissingTool(`${PROGRAM} is not installed: ${HOW_TO_INSTALL}`);
    const folder = await mkdtemp(join(tmpdir(), 'bench-nats-'));
    const port = await freePort();
    const login = (user: string) => ({ servers: [`nats://127.0.0.1:${port}`], user, password: uuid() });
    const primary = login('primary');
    const agents = agentNames.map(login);
    await writeFile(join(folder, 'server.conf'), brokerConfiguration(port, primary, agents), { mode: 0o600 });
    const broker = new OwnBroker(folder, port, primary, agents);
    try {
      await broker.#answers();
    } catch (error) {
      await broker.stop();
      throw error;
    }
    return broker;
  }

  private constructor(
    folder: string,
    port: number,
    primary: BrokerAddress,
    agents: readonly BrokerAddress[],
  ) {
    this.#folder = folder;
    this.#port = port;
    this.primary = primary;
    this.agents = agents;
    this.#command = this.#begin();
  }

  /** Killed, and started again after that time: for tests. */
  async restart(downMs: number): Promise<void> {
    await this.#command.kill();
    await sleep(downMs);
    this.#command = this.#begin();
    await this.#answers();
  }

  async stop(): Promise<void> {
    await this.#command.stop();
    await rm(this.#folder, { recursive: true, force: true });
  }

  #begin(): GuardedCommand {
    const output = openSync(join(this.#folder, 'server.log'), 'a');
    try {
      return new GuardedCommand(`exec ${PROGRAM} -c server.conf`, this.#folder, process.env, output);
    } finally {
      closeSync(output);
    }
  }

  async #answers(): Promise<void> {
    const endMs = performance.now() + START_MS;
    while (!this.#command.hasEnded && performance.now() < endMs) {
      if (await accepts(this.#port)) return;
      await sleep(POLL_MS);
    }
    const log = readFileSync(join(this.#folder, 'server.log'), 'utf8').trim().split('\n').at(-1);
    throw new BrokerFailure(`${PROGRAM} did not start: ${log}`);
  }
}

const HOW_TO_INSTALL = 'on Debian, apt-get install --no-install-recommends nats-server';

export function isInstalled(): boolean {
  return spawnSync(PROGRAM, ['--version']).status === 0;
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({ host: '127.0.0.1', port });
    const end = (answer: boolean) => () => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', end(true));
    socket.once('error', end(false));
  });
}
