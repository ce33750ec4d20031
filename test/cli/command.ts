import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../src/cli/main.js', import.meta.url));

const MANY_LINES = fileURLToPath(new URL('./many-lines.js', import.meta.url));
const UNTIL_STARTED = fileURLToPath(new URL('./until-started.js', import.meta.url));

/** What a line ends with that has passed every check, where no process may be started. */
export const STARTED = 'nothing was wrong, a process would have been started';

/** As in a pipe: no colours, whatever the tests run in. */
const { FORCE_COLOR: _force, CI: _ci, ...ENVIRONMENT } = process.env;

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Command {
  /** Of the process, and of its group. */
  readonly pid: number;
  readonly stdout: Readable;
  readonly stderr: Readable;
  readonly ended: Promise<Ended>;
}

/** The compiled command line in a process, and process group, of its own. */
export function start(
  args: readonly string[],
  cwd: string = tmpdir(),
  main: string = MAIN,
  env: Readonly<Record<string, string>> = {},
): Command {
  const child = spawn(process.execPath, [main, ...args], {
    cwd,
    env: { ...ENVIRONMENT, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const closed = once(child, 'close');
  // A test may close this end.
  const textOf = (stream: Readable) => text(stream).catch(() => '');
  const ended = Promise.all([closed, textOf(child.stdout), textOf(child.stderr)]).then(
    ([[code], stdout, stderr]) => ({
      code,
      stdout,
      stderr,
    }),
  );
  return { pid: child.pid ?? 0, stdout: child.stdout, stderr: child.stderr, ended };
}

/** Each as `run` gives it, but all in one process, one after another: for lines that end at once. */
export function runMany(lines: readonly (readonly string[])[], cwd?: string): Promise<Ended[]> {
  return runBy(MANY_LINES, lines, cwd);
}

/** The same for lines that would take long: each ends where it would start its first process. */
export function runUntilStarted(lines: readonly (readonly string[])[], cwd?: string): Promise<Ended[]> {
  return runBy(UNTIL_STARTED, lines, cwd);
}

async function runBy(main: string, lines: readonly (readonly string[])[], cwd?: string): Promise<Ended[]> {
  const { stdout } = await run([JSON.stringify(lines)], cwd, main);
  return JSON.parse(stdout);
}

export function run(args: readonly string[], cwd?: string, main?: string): Promise<Ended> {
  return start(args, cwd, main).ended;
}
