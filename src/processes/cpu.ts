import { openSync, readSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

/** CPU time of this process so far; in a worker thread, of that thread. NaN where the system does not say. */
export function cpuMs(): number {
  if (!isMainThread) return threadCpuMs();
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** From Node 22.19 on; before, Linux has a file for each thread whose first number is that time in ns. */
function threadCpuMs(): number {
  const { threadCpuUsage } = process as { threadCpuUsage?: () => { user: number; system: number } };
  if (threadCpuUsage === undefined) return readThreadFile();
  const { user, system } = threadCpuUsage();
  return (user + system) / 1000;
}

const text = Buffer.alloc(64);
let file: number | undefined;

function readThreadFile(): number {
  try {
    file ??= openSync('/proc/thread-self/schedstat', 'r');
    const length = readSync(file, text, 0, text.length, 0);
    return Number.parseInt(text.toString('latin1', 0, length), 10) / 1e6;
  } catch {
    return Number.NaN;
  }
}
