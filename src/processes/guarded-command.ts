import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { devNull } from 'node:os';
import { groupCpuMs, programsIn } from './group-cpu.ts';
import { sleep, startTimer } from './timer.ts';

/** How long a command may take to end by itself. */
const END_MS = 5000;
const POLL_MS = 50;
/**
 * A shell in the command's group waits for the end of a pipe that only this process holds: when this process ends, however it
 * does, the group is killed. Before that the folder goes that only the command uses, if there is one: not before the command
 * itself has been killed, which might fill it again.
 */
const GUARDED =
  '{ read -r _ <&3; if [ -n "$1" ]; then kill -KILL $$; rm -rf -- "$1"; fi; kill -KILL 0; } & exec 3<&-; exec /bin/sh -c "$0"';

/** How a command ended, in words. */
export type CommandEnd = string;

/** A command of the user's in a shell, and a process group of its own. */
export class GuardedCommand {
  /** Resolves when it has ended, with how it did; whatever it left behind may still run. */
  readonly ended: Promise<CommandEnd>;
  readonly #child: ChildProcess;
  #hasEnded = false;

  /** In a folder that goes too when this process ends, however it does. */
  static withFolder(command: string, folder: string, output: number): GuardedCommand {
    return new GuardedCommand(command, folder, process.env, output, folder);
  }

  /** Nobody reads what it prints. `environment` comes on top of this process's own. */
  static silent(command: string, folder: string, environment: NodeJS.ProcessEnv): GuardedCommand {
    const output = openSync(devNull, 'w');
    try {
      return new GuardedCommand(command, folder, { ...process.env, ...environment }, output);
    } finally {
      closeSync(output);
    }
  }

  /** `output` is the file that its standard output and error go to. */
  constructor(
    command: string,
    folder: string,
    environment: NodeJS.ProcessEnv,
    output: number,
    folderThatGoes = '',
  ) {
    this.#child = spawn('/bin/sh', ['-c', GUARDED, command, folderThatGoes], {
      cwd: folder,
      env: environment,
      detached: true,
      stdio: ['ignore', output, output, 'pipe'],
    });
    this.ended = new Promise((resolve) => {
      const end = (how: CommandEnd): void => {
        this.#hasEnded = true;
        resolve(how);
      };
      this.#child.once('exit', (code, signal) => end(signal === null ? `exit code ${code}` : `by ${signal}`));
      this.#child.once('error', (error) => end(error.message));
    });
    this.#child.stdio[3]?.on('error', () => {});
  }

  /** Of its shell, or of what that became by `exec`. */
  get pid(): number | undefined {
    return this.#child.pid;
  }

  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  /** Processor time of its group so far; undefined where the system does not tell. */
  cpuMs(): number | undefined {
    return this.#child.pid === undefined ? undefined : groupCpuMs(this.#child.pid);
  }

  /** Programs of its group that run, as soon as there is none or after that time; undefined where the system does not tell. */
  async programsLeft(withinMs: number): Promise<number | undefined> {
    const { pid } = this.#child;
    if (pid === undefined) return 0;
    const endMs = performance.now() + withinMs;
    for (;;) {
      const left = programsIn(pid);
      if (!left || performance.now() >= endMs) return left;
      await sleep(POLL_MS);
    }
  }

  /** Asks it to end, and then ends whatever is left of its group. */
  async stop(): Promise<void> {
    if (!this.#hasEnded) {
      this.#child.kill('SIGTERM');
      const forced = startTimer(() => this.#killGroup(), END_MS);
      await this.ended;
      clearTimeout(forced);
    }
    this.#killGroup();
    this.#child.stdio[3]?.destroy();
  }

  /** At once, with whatever is left of its group. */
  async kill(): Promise<void> {
    this.#killGroup();
    await this.ended;
    this.#child.stdio[3]?.destroy();
  }

  #killGroup(): void {
    const { pid } = this.#child;
    if (pid === undefined) return;
    try {
      process.kill(-pid, 'SIGKILL');
    } catch {
      // None is left.
    }
  }
}
