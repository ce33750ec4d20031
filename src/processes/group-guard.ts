import { spawn } from 'node:child_process';

/**
 * When this process ends, however it does, its whole process group is killed: workers that compute, which would not notice,
 * and workers that are stopped, which could not. A shell waits for the end of a pipe that nobody else holds.
 * Only for a process that leads a group of its own.
 */
export function guardGroup(): void {
  const guard = spawn('/bin/sh', ['-c', 'read -r _; kill -KILL 0'], { stdio: ['pipe', 'ignore', 'ignore'] });
  guard.on('error', () => {});
  guard.unref();
}
