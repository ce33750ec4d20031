import { hostname } from 'node:os';
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
  return GuardedCommand.silent(`exec ${words.map(quoted).join(' ')}`, folder, brokerEnvironment(address));
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}
