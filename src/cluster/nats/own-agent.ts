import { closeSync, openSync } from 'node:fs';
import { devNull, hostname } from 'node:os';
import { fileURLToPath } from 'node:url';
import { GuardedCommand } from '../../processes/guarded-command.ts';
import { type BrokerAddress, brokerEnvironment } from './broker-address.ts';

const MAIN = fileURLToPath(new URL('../../cli/main.js', import.meta.url));

/** An agent on this machine, named after its user. `machine`: what it says that its machine is; `folder`: where its own `jobs/` are. It ends with this process, however that ends. */
export function startOwnAgent(
  address: BrokerAddress,
  places: number,
  folder = process.cwd(),
  machine = hostname(),
): GuardedCommand {
  const words = [
    process.execPath,
    MAIN,
    'agent',
    `--name=${address.user}`,
    `--workers=${places}`,
    `--machine=${machine}`,
  ];
  const output = openSync(devNull, 'w');
  try {
    const environment = { ...process.env, ...brokerEnvironment(address) };
    return new GuardedCommand(`exec ${words.map(quoted).join(' ')}`, folder, environment, output);
  } finally {
    closeSync(output);
  }
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}
