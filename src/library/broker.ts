import { type BrokerAddress, serversOf, takeBrokerAddress } from '../cluster/nats/broker-address.ts';

/** Job workers on other machines, at agents (`npm run agent`) that are found through NATS servers. */
export interface NatsWire {
  readonly nats: {
    /** Addresses, several separated by commas: `nats://127.0.0.1:4222`, and `tls://` for anything but the loopback. */
    readonly servers: string;
    readonly user?: string;
    readonly password?: string;
    readonly token?: string;
    /** A file with the seed of an nkey. */
    readonly nkeyFile?: string;
    /** A file with the certificate of whoever signed the servers'. */
    readonly caFile?: string;
  };
}

/** Secrets may come by the environment instead. */
export function brokerOf({ nats: { servers, ...said } }: NatsWire): BrokerAddress {
  return { ...takeBrokerAddress(process.env), ...said, servers: serversOf(servers) };
}

export function isNatsWire(wire: unknown): wire is NatsWire {
  const nats = (wire as Partial<NatsWire> | null)?.nats;
  return typeof nats === 'object' && nats !== null && typeof nats.servers === 'string';
}
