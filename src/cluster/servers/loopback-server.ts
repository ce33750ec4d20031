import { spawnSync } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ServerProgram } from '../../catalogue/alternatives.ts';
import { MissingTool } from '../../core/missing-tool.ts';
import { GuardedCommand } from '../../processes/guarded-command.ts';
import { sleep } from '../../processes/timer.ts';
import { BrokerFailure } from '../nats/broker-failure.ts';
import { freePort } from '../primary/free-port.ts';

const COMMANDS: Record<ServerProgram, string> = {
  'nats-server': 'exec nats-server -c server.conf',
  'redis-server': 'exec redis-server server.conf',
};
const START_MS = 5000;
const POLL_MS = 20;

/** A server of this process, with a folder of its own. Both end with this process, however that ends. */
export class LoopbackServer {
  readonly port: number;
  readonly #program: ServerProgram;
  readonly #folder: string;
  #command: GuardedCommand;

  /** `configuration`: what its file says. Rejects with MissingTool or BrokerFailure. */
  static async start(
    program: ServerProgram,
    configuration: (port: number) => string,
  ): Promise<LoopbackServer> {
    requireServers([program]);
    const folder = await mkdtemp(join(tmpdir(), `bench-${program.replace('-server', '')}-`));
    const port = await freePort();
    await writeFile(join(folder, 'server.conf'), configuration(port), { mode: 0o600 });
    const server = new LoopbackServer(program, folder, port);
    try {
      await server.#answers();
    } catch (error) {
      await server.stop();
      throw error;
    }
    return server;
  }

  private constructor(program: ServerProgram, folder: string, port: number) {
    this.#program = program;
    this.#folder = folder;
    this.port = port;
    this.#command = this.#begin();
  }

  /** Killed, and started again after that time: for tests. */
  async restart(downMs: number): Promise<void> {
    await this.#command.kill();
    await sleep(downMs);
    this.#command = this.#begin();
    await this.#answers();
  }

  /** Processor time so far; undefined where the system does not tell. */
  cpuMs(): number | undefined {
    return this.#command.cpuMs();
  }

  async stop(): Promise<void> {
    await this.#command.stop();
    await rm(this.#folder, { recursive: true, force: true });
  }

  #begin(): GuardedCommand {
    const output = openSync(join(this.#folder, 'server.log'), 'a');
    try {
      return GuardedCommand.withFolder(COMMANDS[this.#program], this.#folder, output);
    } finally {
      closeSync(output);
    }
  }

  async #answers(): Promise<void> {
    const endMs = performance.now() + START_MS;
    while (!this.#command.hasEnded && performance.now() < endMs) {
      if (await accepts(this.port)) return;
      await sleep(POLL_MS);
    }
    const log = readFileSync(join(this.#folder, 'server.log'), 'utf8').trim().split('\n').at(-1);
    throw new BrokerFailure(`${this.#program} did not start: ${log}`);
  }
}

/** Throws MissingTool where any of them is not installed. */
export function requireServers(programs: readonly ServerProgram[]): void {
  const missing = programs.filter((program) => !isInstalled(program));
  if (missing.length === 0) return;
  const are = missing.length === 1 ? 'is' : 'are';
  throw new MissingTool(
    `${missing.join(' and ')} ${are} not installed: on Debian, apt-get install --no-install-recommends ${missing.join(' ')}`,
  );
}

export function isInstalled(program: ServerProgram): boolean {
  return spawnSync(program, ['--version']).status === 0;
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
