import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { startTimer } from '../processes/timer.ts';
import type { Inspected } from './inspection-messages.ts';
import type { PlugIn } from './plug-in.ts';

const CHILD = fileURLToPath(new URL('./inspection-child.js', import.meta.url));
/** Loading a file takes some ms. */
const LIMIT_MS = 5000;

/** What loading a file came to. */
export type Inspection = Inspected | { readonly ended: string };

let child: ChildProcess | undefined;
/** Files are loaded one at a time, or nobody could tell whose end it was. */
let before: Promise<unknown> = Promise.resolve();

/**
 * Has a process of its own load a user's file and say what is in it: no file may end, hold up or talk through the command.
 * A process that has loaded others may suffer from those: before a file is blamed, a fresh one tries.
 */
export function inspect(plugIn: PlugIn): Promise<Inspection> {
  const turn = before.then(() => attempt(plugIn));
  before = turn;
  return turn;
}

async function attempt(plugIn: PlugIn): Promise<Inspection> {
  const isFresh = child === undefined;
  const first = await ask(plugIn);
  return 'ended' in first && !isFresh ? ask(plugIn) : first;
}

/** Nothing of a user's runs any more. To be called before something is measured; a later inspection starts anew. */
export function endInspection(): void {
  child?.kill('SIGKILL');
  child = undefined;
}

function ask({ folder, module }: PlugIn): Promise<Inspection> {
  child ??= start();
  const asked = child;
  return new Promise((resolve) => {
    const settle = (inspection: Inspection): void => {
      clearTimeout(late);
      asked.off('message', settle);
      asked.off('exit', exited);
      resolve(inspection);
    };
    const exited = (code: number | null, signal: NodeJS.Signals | null): void => {
      child = undefined;
      settle({
        ended:
          signal === 'SIGABRT' ? 'runs out of memory' : `ends the process (${signal ?? `exit code ${code}`})`,
      });
    };
    // Keeps this process alive until there is an answer; the channel does not.
    const late = startTimer(() => {
      endInspection();
      settle({ ended: `does not come to an end within ${LIMIT_MS / 1000} s` });
    }, LIMIT_MS);
    asked.once('message', settle);
    asked.once('exit', exited);
    asked.send({ folder, module }, () => {});
  });
}

function start(): ChildProcess {
  const started = fork(CHILD, {
    execArgv: ['--max-old-space-size=192'],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  started.on('error', () => {});
  started.unref();
  started.channel?.unref();
  return started;
}
