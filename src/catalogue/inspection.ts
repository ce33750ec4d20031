import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { inheritedArgv } from '../processes/inherited-argv.ts';
import { ownMessage } from '../processes/own-message.ts';
import { startTimer } from '../processes/timer.ts';
import type { Inspected, JobTrial } from './inspection-messages.ts';
import type { PlugIn } from './plug-in.ts';

const CHILD = fileURLToPath(new URL('./inspection-child.js', import.meta.url));
/** Loading a file normally takes a few ms. */
const LIMIT_MS = 5000;

/** The result of loading a file. */
export type Inspection = Inspected | { readonly ended: string; readonly while: 'loading' | 'trying' };

/** `limitMs`: what its `setup` may take. */
interface LimitedTrial extends JobTrial {
  readonly limitMs: number;
}

let child: ChildProcess | undefined;
/** Files are loaded one at a time, so that the end of the process can be attributed to a file. */
let before: Promise<unknown> = Promise.resolve();

/**
 * Loads a user's file in a separate process and reports what it contains, so that no file can end, block or print into the
 * command. Earlier files may have damaged that process, so a fresh process tries again before a file is blamed.
 */
export function inspect(plugIn: PlugIn, trial?: LimitedTrial): Promise<Inspection> {
  const turn = before.then(() => attempt(plugIn, trial));
  before = turn;
  return turn;
}

async function attempt(plugIn: PlugIn, trial: LimitedTrial | undefined): Promise<Inspection> {
  const isFresh = child === undefined;
  const first = await ask(plugIn, trial);
  return 'ended' in first && !isFresh ? ask(plugIn, trial) : first;
}

/** Ends the inspection process. Call it before a measurement; a later inspection starts a new process. */
export function endInspection(): void {
  child?.kill('SIGKILL');
  child = undefined;
}

function ask({ folder, module }: PlugIn, trial: LimitedTrial | undefined): Promise<Inspection> {
  child ??= start();
  const asked = child;
  const whileDoing = trial === undefined ? 'loading' : 'trying';
  return new Promise((resolve) => {
    const settle = (inspection: Inspection): void => {
      clearTimeout(late);
      asked.off('message', answered);
      asked.off('exit', exited);
      resolve(inspection);
    };
    const answered = (raw: unknown): void => {
      const inspected = ownMessage<Inspected>(raw);
      if (inspected !== undefined) settle(inspected);
    };
    const exited = (code: number | null, signal: NodeJS.Signals | null): void => {
      child = undefined;
      settle({
        ended:
          signal === 'SIGABRT' ? 'runs out of memory' : `ends the process (${signal ?? `exit code ${code}`})`,
        while: whileDoing,
      });
    };
    // The timer keeps this process alive until the answer; the channel does not.
    const limitMs = LIMIT_MS + (trial?.limitMs ?? 0);
    const late = startTimer(() => {
      endInspection();
      settle({ ended: `does not end within ${limitMs / 1000} s`, while: whileDoing });
    }, limitMs);
    asked.on('message', answered);
    asked.once('exit', exited);
    asked.send({ folder, module, trial }, () => {});
  });
}

function start(): ChildProcess {
  const started = fork(CHILD, {
    // What the command was started with may be what loads such files: `--import tsx`.
    execArgv: [...inheritedArgv(), '--max-old-space-size=192'],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  started.on('error', () => {});
  started.unref();
  started.channel?.unref();
  return started;
}
