import { type ChildProcess, fork } from 'node:child_process';
import { mkdtemp } from 'node:fs/promises';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { PIPE_FD } from '../../../cluster/control.ts';
import { Pipe } from '../../../cluster/links/pipe.ts';
import { freePort } from '../../../cluster/primary/free-port.ts';
import { ownMessage } from '../../../processes/own-message.ts';
import { answerTask } from '../forked.ts';
import type { EchoLine, WireName, WireTask } from './echo-line.ts';
import { coalescingLine, plainLine } from './ipc.ts';
import { brokerLine, type Meeting } from './lines.ts';
import { RateMeter } from './rate-meter.ts';
import { startServer } from './servers.ts';

/** The process that measures a wire once, under each load: messages there and back, a second. */
answerTask(async (raw) => {
  const { wire, loads, loadMs } = raw as WireTask;
  const line = await opened(wire);
  const meter = await RateMeter.on(line);
  const rates: number[] = [];
  for (const load of loads) rates.push(await meter.measure(load, loadMs));
  return rates;
});

async function opened(wire: WireName): Promise<EchoLine> {
  switch (wire) {
    case 'process.send':
      return plainLine(await echoing(wire, undefined));
    case 'coalescing channel':
      return coalescingLine(pipeTo(await echoing(wire, undefined)));
    case 'thread':
      return threadLine();
    case 'Unix socket':
      return socketLine(wire, join(await mkdtemp(join(tmpdir(), 'micro-')), 'socket'));
    case 'TCP':
      return socketLine(wire, await freePort());
    default: {
      const port = await startServer(wire === 'NATS' ? 'nats-server' : 'redis-server');
      await echoing(wire, port);
      return brokerLine(wire, port, 'asks');
    }
  }
}

async function socketLine(wire: WireName, address: string | number): Promise<EchoLine> {
  const { listenFor } = await import('./sockets.ts');
  const [line] = await Promise.all([listenFor(address), echoing(wire, address)]);
  return line;
}

function threadLine(): EchoLine {
  const thread = new Worker(new URL('./echo-thread.js', import.meta.url), { execArgv: [] });
  return {
    send: (text) => thread.postMessage(text),
    hear: async (heard) => void thread.on('message', heard),
  };
}

const STDIO: ('ignore' | 'inherit' | 'ipc' | 'pipe')[] = [
  'ignore',
  'ignore',
  'inherit',
  'ipc',
  'ignore',
  'pipe',
];

function pipeTo(child: ChildProcess): Pipe {
  return new Pipe(child.stdio.at(PIPE_FD) as Socket, () => process.exit(1));
}

/** Resolves when the other side is ready. */
function echoing(wire: WireName, meeting: Meeting): Promise<ChildProcess> {
  const main = fileURLToPath(new URL('./echo-process.js', import.meta.url));
  const child = fork(main, [wire, String(meeting ?? '')], { stdio: STDIO });
  return new Promise((resolve) => {
    child.on('message', function hear(raw) {
      if (ownMessage(raw) === undefined) return;
      child.off('message', hear);
      resolve(child);
    });
  });
}
