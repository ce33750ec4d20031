import { untoldLoad } from '../bench/untold-load.ts';
import type { Ended } from './command.ts';
import { shareInspection } from './shared-inspection.ts';

/**
 * Run as a process of its own with a JSON array of argument lists: the command line, anew for each of them, in one process.
 * Prints what each ended with.
 */
const lines: string[][] = JSON.parse(process.argv[2] ?? '[]');
const print = process.stdout.write.bind(process.stdout);
const ended: Ended[] = [];

untoldLoad();
shareInspection();
for (const [i, line] of lines.entries()) {
  const printed = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const)
    process[stream].write = (chunk: string | Uint8Array) => {
      printed[stream] += chunk;
      return true;
    };
  process.argv.splice(2, Number.POSITIVE_INFINITY, ...line);
  process.exitCode = undefined;
  for (const stream of [process.stdout, process.stderr]) stream.removeAllListeners('error');
  // Another address, another module: it runs again.
  await import(new URL(`../../src/cli/main.js?${i}`, import.meta.url).href);
  ended.push({ code: Number(process.exitCode ?? 0), ...printed });
}
process.exitCode = 0;
print(JSON.stringify(ended));
