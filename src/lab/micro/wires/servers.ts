import { spawnSync } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../../cluster/primary/free-port.ts';
import { GuardedCommand } from '../../../processes/guarded-command.ts';
import { sleep } from '../../../processes/timer.ts';
import type { WireName } from './echo-line.ts';

const PROGRAMS: Partial<Record<WireName, string>> = {
  NATS: 'nats-server',
  'Redis list': 'redis-server',
  'Redis pub/sub': 'redis-server',
};

/** What a wire needs and this machine lacks: a program, or a package that only development installs. */
export function missingFor(wire: WireName): string | undefined {
  const program = PROGRAMS[wire];
  if (program === undefined) return undefined;
  if (spawnSync(program, ['--version']).status !== 0) return program;
  return program === 'redis-server' && !isPackageThere('redis') ? 'the npm package redis' : undefined;
}

function isPackageThere(name: string): boolean {
  try {
    import.meta.resolve(name);
    return true;
  } catch {
    return false;
  }
}

const MOST_BYTES = 8 * 1024 * 1024;
const START_MS = 5000;

/** Starts that server on the loopback, with nothing kept on disk. It ends with this process. Returns its port. */
export async function startServer(program: 'nats-server' | 'redis-server'): Promise<number> {
  const port = await freePort();
  const folder = await mkdtemp(join(tmpdir(), 'micro-'));
  const configuration = join(folder, 'server.conf');
  await writeFile(
    configuration,
    program === 'nats-server'
      ? `host: 127.0.0.1\nport: ${port}\nmax_payload: ${MOST_BYTES}\nmax_pending: ${64 * MOST_BYTES}\n`
      : `bind 127.0.0.1\nport ${port}\nsave ""\nappendonly no\ndir ${folder}\nclient-output-buffer-limit pubsub 0 0 0\n`,
  );
  const option = program === 'nats-server' ? '-c ' : '';
  const output = openSync(join(folder, 'log'), 'a');
  new GuardedCommand(`exec ${program} ${option}server.conf`, folder, process.env, output);
  closeSync(output);
  const endMs = performance.now() + START_MS;
  while (!(await accepts(port))) {
    if (performance.now() > endMs) throw new Error(`${program} did not start`);
    await sleep(10);
  }
  return port;
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
