import { isIP } from 'node:net';
import { refuse } from '../../core/usage-error.ts';

/** Where the broker is, and how to get in. Secrets come by the environment: everybody on a machine can read command lines. */
export interface BrokerAddress {
  readonly servers: readonly string[];
  readonly user?: string | undefined;
  readonly password?: string | undefined;
  readonly token?: string | undefined;
  /** A file with the seed of an nkey. */
  readonly nkeyFile?: string | undefined;
  /** A file with the certificate of whoever signed the server's. */
  readonly caFile?: string | undefined;
}

export const BROKER_ENVIRONMENT = {
  servers: 'CLUSTER_BENCH_NATS',
  user: 'CLUSTER_BENCH_NATS_USER',
  password: 'CLUSTER_BENCH_NATS_PASSWORD',
  token: 'CLUSTER_BENCH_NATS_TOKEN',
  nkeyFile: 'CLUSTER_BENCH_NATS_NKEY',
  caFile: 'CLUSTER_BENCH_NATS_CA',
} as const;

/** Takes them out of the environment: what this process starts has no use for them. */
export function takeBrokerAddress(env: NodeJS.ProcessEnv): BrokerAddress | undefined {
  const { servers = '', ...rest } = Object.fromEntries(
    Object.entries(BROKER_ENVIRONMENT).map(([field, name]) => [field, env[name]]),
  );
  for (const name of Object.values(BROKER_ENVIRONMENT)) delete env[name];
  return servers === '' ? undefined : { ...rest, servers: serversOf(servers) };
}

export function brokerEnvironment({ servers, ...rest }: BrokerAddress): Record<string, string> {
  const texts = { ...rest, servers: servers.join(',') };
  return Object.fromEntries(
    Object.entries(texts).flatMap(([field, text]) =>
      text === undefined ? [] : [[BROKER_ENVIRONMENT[field as keyof typeof BROKER_ENVIRONMENT], text]],
    ),
  );
}

/** Addresses separated by commas. Throws UsageError for what is none, and where messages would cross a network unencrypted. */
export function serversOf(text: string): readonly string[] {
  const servers = text.split(',');
  refuse(servers.flatMap((server) => mistakeIn(server) ?? []));
  return servers;
}

function mistakeIn(server: string): string | undefined {
  if (!URL.canParse(server) || !/^(nats|tls):\/\//.test(server))
    return `${JSON.stringify(server)} is no address of a NATS server, such as nats://127.0.0.1:4222`;
  const { protocol, hostname, username } = new URL(server);
  if (username !== '')
    return `leave user and password out of ${protocol}//${hostname}: set ${BROKER_ENVIRONMENT.user} and ${BROKER_ENVIRONMENT.password} in the environment`;
  if (protocol === 'nats:' && !isLoopback(hostname))
    return `${server} is on a network: use tls:// for anything but the loopback of this machine`;
  return undefined;
}

function isLoopback(hostname: string): boolean {
  const bare = hostname.replace(/^\[|\]$/g, '');
  return bare === 'localhost' || bare === '::1' || (isIP(bare) === 4 && bare.startsWith('127.'));
}
