import type { ServerProgram } from '../../../catalogue/alternatives.ts';
import { isInstalled, LoopbackServer } from '../../../cluster/servers/loopback-server.ts';
import type { WireName } from './echo-line.ts';

const PROGRAMS: Partial<Record<WireName, ServerProgram>> = {
  NATS: 'nats-server',
  'Redis list': 'redis-server',
  'Redis pub/sub': 'redis-server',
};

/** What a wire needs and this machine lacks: a program, or a package that only development installs. */
export function missingFor(wire: WireName): string | undefined {
  const program = PROGRAMS[wire];
  if (program === undefined) return undefined;
  if (!isInstalled(program)) return program;
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

/** Starts that server on the loopback, with nothing kept on disk. It ends with this process. Returns its port. */
export async function startServer(program: ServerProgram): Promise<number> {
  const { port } = await LoopbackServer.start(program, (port) =>
    program === 'nats-server'
      ? `host: 127.0.0.1\nport: ${port}\nmax_payload: ${MOST_BYTES}\nmax_pending: ${64 * MOST_BYTES}\n`
      : `bind 127.0.0.1\nport ${port}\nsave ""\nappendonly no\nclient-output-buffer-limit pubsub 0 0 0\n`,
  );
  return port;
}
