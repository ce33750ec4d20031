import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nkeys } from '@nats-io/transport-node';
import { expect } from 'chai';
import type { BrokerAddress } from '../../../src/cluster/nats/broker-address.ts';
import { BrokerFailure } from '../../../src/cluster/nats/broker-failure.ts';
import { connectBus } from '../../../src/cluster/nats/nats-bus.ts';
import { freePort } from '../../../src/cluster/primary/free-port.ts';
import { GuardedCommand } from '../../../src/processes/guarded-command.ts';
import { until } from '../processes.ts';
import { skipWithoutBroker } from './broker-there.ts';
import { writeCertificates } from './certificates.ts';

describe('a broker that is not open to all', function () {
  this.timeout(30_000);
  const folder = mkdtempSync(join(tmpdir(), 'bench-security-'));
  const inFolder = (name: string) => join(folder, name);
  const servers: GuardedCommand[] = [];
  const user = nkeys.createUser();
  const nkeyFile = inFolder('user.nk');
  const caFile = inFolder('ca.pem');
  const token = 'a secret';
  let withToken: string;
  let withKeys: string;

  /** Where it listens, without a scheme. */
  async function serve(name: string, configuration: object): Promise<string> {
    const port = await freePort();
    writeFileSync(inFolder(name), JSON.stringify({ host: '127.0.0.1', port, ...configuration }));
    const output = openSync(inFolder(`${name}.log`), 'w');
    servers.push(new GuardedCommand(`exec nats-server -c ${name}`, folder, process.env, output));
    closeSync(output);
    await until('it listens', () => accepts(port));
    return `127.0.0.1:${port}`;
  }

  before(async function () {
    skipWithoutBroker(this);
    writeCertificates(folder, ['127.0.0.1']);
    writeFileSync(nkeyFile, user.getSeed(), { mode: 0o600 });
    [withToken, withKeys] = await Promise.all([
      serve('token', { authorization: { token } }),
      serve('keys', {
        tls: { cert_file: inFolder('cert.pem'), key_file: inFolder('key.pem') },
        authorization: { users: [{ nkey: user.getPublicKey() }] },
      }),
    ]);
  });
  after(async () => {
    await Promise.all(servers.map((server) => server.kill()));
    rmSync(folder, { recursive: true });
  });

  it('lets in who has its token, and nobody else', async () => {
    const address = { servers: [`nats://${withToken}`] };
    await connects({ ...address, token });
    expect(await refusalOf(address)).to.match(/Authorization Violation/i);
    expect(await refusalOf({ ...address, token: 'a guess' })).to.match(/Authorization Violation/i);
  });

  it('lets in who has the nkey that it knows, and nobody else', async () => {
    const address = { servers: [`tls://${withKeys}`], caFile };
    await connects({ ...address, nkeyFile });
    expect(await refusalOf(address)).to.match(/Authorization Violation/i);
    const stranger = inFolder('stranger.nk');
    writeFileSync(stranger, nkeys.createUser().getSeed());
    expect(await refusalOf({ ...address, nkeyFile: stranger })).to.match(/Authorization Violation/i);
  });

  it('is trusted only with a certificate of a known CA, for the name that was asked for', async () => {
    expect(await refusalOf({ servers: [`tls://${withKeys}`], nkeyFile })).to.match(
      /certificate|self.signed/i,
    );
    const otherName = withKeys.replace('127.0.0.1', 'localhost');
    expect(await refusalOf({ servers: [`tls://${otherName}`], caFile, nkeyFile })).to.match(
      /altnames|alt name/i,
    );
  });

  it('is told nothing in plain where tls:// was asked for', async () => {
    expect(await refusalOf({ servers: [`tls://${withToken}`], caFile, token })).to.match(/tls/i);
  });
});

async function connects(address: BrokerAddress): Promise<void> {
  const bus = await connectBus(address, 'test');
  await bus.settled();
  await bus.close();
}

/** Why there is no connection. */
async function refusalOf(address: BrokerAddress): Promise<string> {
  try {
    await connects(address);
  } catch (error) {
    expect(error).to.be.instanceOf(BrokerFailure);
    return (error as Error).message;
  }
  return 'it was let in';
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({ host: '127.0.0.1', port });
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}
