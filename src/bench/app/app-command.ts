import { close, open } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { ClusterFailure } from '../../cluster/cluster-process.ts';
import type { Target } from '../../load/plan/app-under-test.ts';
import { endedChildrenCpuMs } from '../../processes/group-cpu.ts';
import { GuardedCommand } from '../../processes/guarded-command.ts';
import { foreignEnvironment } from '../../processes/v8-flags.ts';

const LINES_SHOWN = 5;

/** Runs the command before a trial; resolves with the processor time that it took. */
export async function setUp(
  { setup, folder }: Extract<Target, { kind: 'app' }>,
  output: string,
  signal: AbortSignal,
): Promise<number> {
  if (setup === null) return 0;
  const beforeMs = endedChildrenCpuMs();
  const command = await started(setup, folder, foreignEnvironment(), output);
  try {
    const how = await Promise.race([command.ended, aborted(signal)]);
    if (how === 'exit code 0') return endedChildrenCpuMs() - beforeMs;
    throw new ClusterFailure('cluster', `the command of --setup ended (${how})${await lastWords(output)}`);
  } finally {
    await command.stop();
  }
}

/** `output` is the file for what it prints. */
export async function started(
  command: string,
  folder: string,
  environment: NodeJS.ProcessEnv,
  output: string,
): Promise<GuardedCommand> {
  const file = await promisify(open)(output, 'a');
  try {
    return new GuardedCommand(command, folder, environment, file);
  } finally {
    await promisify(close)(file);
  }
}

export function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

/** What it printed last, for whoever wonders why it ended. */
export async function lastWords(file: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch(() => '');
  const lines = text.trimEnd().split('\n').slice(-LINES_SHOWN);
  return lines.join('') === '' ? '' : `; it printed last:\n${lines.join('\n')}`;
}
