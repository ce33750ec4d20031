import { readFileSync } from 'node:fs';
import {
  connect,
  type NatsConnection,
  type NodeConnectionOptions,
  nkeyAuthenticator,
} from '@nats-io/transport-node';
import { startTimer } from '../../processes/timer.ts';
import type { BrokerAddress } from './broker-address.ts';
import { BrokerFailure } from './broker-failure.ts';
import type { Bus } from './bus.ts';
import { identityOf } from './server-identity.ts';

/** Before it counts as lost, a connection misses two of these. */
const PING_MS = 1000;
const RECONNECT_MS = 100;
/** All agents lose their broker together, and must not come back together. */
const RECONNECT_JITTER_MS = 300;
const CONNECT_MS = 5000;
const CLOSE_MS = 500;

/** Connects, and from then on reconnects for ever. Rejects with BrokerFailure where there is no first connection. */
export async function connectBus(address: BrokerAddress, name: string): Promise<Bus> {
  try {
    return new NatsBus(await connect(optionsFor(address, name)));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new BrokerFailure(`no connection to ${address.servers.join(', ')}: ${why}`, { cause: error });
  }
}

function optionsFor(address: BrokerAddress, name: string): NodeConnectionOptions {
  const { servers, user, password, token, nkeyFile, caFile } = address;
  const tls = { ...(caFile !== undefined && { caFile }), checkServerIdentity: identityOf(servers) };
  return {
    name,
    servers: [...servers],
    ...(user !== undefined && { user, pass: password ?? '' }),
    ...(token !== undefined && { token }),
    ...(nkeyFile !== undefined && { authenticator: nkeyAuthenticator(readFileSync(nkeyFile)) }),
    ...(servers.some((server) => server.startsWith('tls:')) && {
      tls,
    }),
    noEcho: true,
    timeout: CONNECT_MS,
    pingInterval: PING_MS,
    maxPingOut: 2,
    maxReconnectAttempts: -1,
    reconnectTimeWait: RECONNECT_MS,
    reconnectJitter: RECONNECT_JITTER_MS,
    reconnectJitterTLS: RECONNECT_JITTER_MS,
  };
}

class NatsBus implements Bus {
  readonly #connection: NatsConnection;
  readonly #reconnected: (() => void)[] = [];
  isConnected = true;

  constructor(connection: NatsConnection) {
    this.#connection = connection;
    void this.#watch();
  }

  publish(subject: string, text: string): void {
    if (this.isConnected) this.#connection.publish(subject, text);
  }

  hear(subject: string, heard: (text: string, subject: string) => void): void {
    this.#connection.subscribe(subject, {
      callback: (error, message) => {
        if (error === null) heard(message.string(), message.subject);
      },
    });
  }

  settled(): Promise<void> {
    return this.#connection.flush();
  }

  onReconnect(reconnected: () => void): void {
    this.#reconnected.push(reconnected);
  }

  async close(): Promise<void> {
    const late = new Promise<void>((resolve) => startTimer(resolve, CLOSE_MS).unref());
    const closed = this.settled().then(() => this.#connection.close());
    await Promise.race([closed, late]).catch(() => {});
  }

  async #watch(): Promise<void> {
    for await (const { type } of this.#connection.status()) {
      if (type === 'disconnect' || type === 'close') this.isConnected = false;
      if (type !== 'reconnect') continue;
      this.isConnected = true;
      for (const reconnected of this.#reconnected) reconnected();
    }
  }
}
