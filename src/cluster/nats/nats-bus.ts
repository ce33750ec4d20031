import { readFileSync } from 'node:fs';
import {
  connect,
  type NatsConnection,
  type NodeConnectionOptions,
  nkeyAuthenticator,
} from '@nats-io/transport-node';
import { sleep } from '../../processes/timer.ts';
import type { BrokerAddress } from './broker-address.ts';
import { BrokerFailure } from './broker-failure.ts';
import type { Bus } from './bus.ts';
import { identityOf } from './server-identity.ts';

/** A connection that leaves two of these unanswered is lost at the third: long before the sessions that it carries. */
const PING_MS = 500;
const RECONNECT_MS = 100;
/** All agents lose their broker together, and must not come back together. */
const RECONNECT_JITTER_MS = 300;
const CONNECT_MS = 5000;
const CLOSE_MS = 500;

type Heard = (text: string, subject: string) => void;

/** Connects, and from then on reconnects for ever. Rejects with BrokerFailure where there is no first connection. */
export async function connectBus(address: BrokerAddress, name: string): Promise<Bus> {
  const dial = async () => connect(optionsFor(address, name));
  try {
    return new NatsBus(await dial(), dial);
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
    reconnect: false,
  };
}

/**
 * Makes a new connection for each that is lost. The client's own way back goes by the time of day, and stands still for as long
 * as that was set back.
 */
class NatsBus implements Bus {
  readonly #dial: () => Promise<NatsConnection>;
  readonly #ears: { readonly subject: string; readonly heard: Heard }[] = [];
  readonly #reconnected: (() => void)[] = [];
  #connection: NatsConnection;
  #isClosed = false;
  isConnected = true;

  constructor(connection: NatsConnection, dial: () => Promise<NatsConnection>) {
    this.#connection = connection;
    this.#dial = dial;
    void this.#keepConnected();
  }

  publish(subject: string, text: string): void {
    if (this.isConnected) this.#connection.publish(subject, text);
  }

  hear(subject: string, heard: Heard): void {
    this.#ears.push({ subject, heard });
    if (this.isConnected) this.#subscribe(subject, heard);
  }

  settled(): Promise<void> {
    return this.#connection.flush();
  }

  onReconnect(reconnected: () => void): void {
    this.#reconnected.push(reconnected);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.race([this.settled(), sleep(CLOSE_MS)]).catch(() => {});
    await this.#connection.close();
  }

  async #keepConnected(): Promise<void> {
    for (;;) {
      await this.#lost();
      if (this.#isClosed) return;
      this.#connection = await this.#redial();
      if (this.#isClosed) return this.#connection.close();
      this.isConnected = true;
      for (const { subject, heard } of this.#ears) this.#subscribe(subject, heard);
      for (const reconnected of this.#reconnected) reconnected();
    }
  }

  /** Resolves when the connection is no more. */
  async #lost(): Promise<void> {
    const connection = this.#connection;
    for await (const { type } of connection.status()) {
      if (type === 'disconnect' || type === 'staleConnection') this.isConnected = false;
      // Else the client waits until the system has taken what is still to be sent: on a cut way, until TCP gives up.
      if (type === 'staleConnection') void connection.close();
    }
    await connection.closed();
    this.isConnected = false;
  }

  async #redial(): Promise<NatsConnection> {
    for (;;) {
      await sleep(RECONNECT_MS + Math.random() * RECONNECT_JITTER_MS);
      const connection = await this.#dial().catch(() => undefined);
      if (connection !== undefined) return connection;
      if (this.#isClosed) return this.#connection;
    }
  }

  #subscribe(subject: string, heard: Heard): void {
    this.#connection.subscribe(subject, {
      callback: (error, message) => {
        if (error === null) heard(message.string(), message.subject);
      },
    });
  }
}
