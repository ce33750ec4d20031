import { closeSync, openSync } from 'node:fs';
import { devNull } from 'node:os';
import { GuardedCommand } from '../../../src/processes/guarded-command.ts';

/** A command that ends with this process, and whose output nobody reads. */
export function silentCommand(
  line: string,
  folder = process.cwd(),
  environment: NodeJS.ProcessEnv = {},
): GuardedCommand {
  const output = openSync(devNull, 'a');
  try {
    return new GuardedCommand(`exec ${line}`, folder, { ...process.env, ...environment }, output);
  } finally {
    closeSync(output);
  }
}
