import { execFileSync } from 'node:child_process';

/** A named pipe, which hangs whoever opens it as a file. */
export function makePipe(path: string): void {
  execFileSync('sh', ['-c', 'mkfifo "$0"', path]);
}
