import { spawn } from 'node:child_process';

/**
 * Kills the whole process group of this process when it ends, or when the process at the other end of `commandFd` ends. This
 * includes workers that compute, which would not notice, and stopped processes, which cannot react. A shell waits for the end
 * of two pipes that no other process holds. Only for a process that leads its own group.
 */
export function guardGroup(commandFd: number): void {
  const killGroup = 'kill -KILL 0';
  const script = `{ read -r _ <&3; ${killGroup}; } & read -r _; ${killGroup}`;
  const guard = spawn('/bin/sh', ['-c', script], { stdio: ['pipe', 'ignore', 'ignore', commandFd] });
  guard.on('error', () => {});
  guard.unref();
}
