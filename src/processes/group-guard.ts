import { spawn } from 'node:child_process';

/**
 * When this process ends, or the one at the other end of `commandFd`, however it does, the whole process group of this one is
 * killed: workers that compute, which would not notice, and processes that are stopped, this one among them, which could not.
 * A shell waits for the end of two pipes that nobody else holds. Only for a process that leads a group of its own.
 */
export function guardGroup(commandFd: number): void {
  const killGroup = 'kill -KILL 0';
  const script = `{ read -r _ <&3; ${killGroup}; } & read -r _; ${killGroup}`;
  const guard = spawn('/bin/sh', ['-c', script], { stdio: ['pipe', 'ignore', 'ignore', commandFd] });
  guard.on('error', () => {});
  guard.unref();
}
