import { expect } from 'chai';
import { brokerEnvironment, serversOf, takeBrokerAddress } from '../../../src/cluster/nats/broker-address.ts';
import { mistakesOf } from '../../catalogue/mistakes.ts';

const refusal = (text: string) => mistakesOf(async () => serversOf(text));

describe('the address of a broker', () => {
  it('is one server or several: on the loopback in plain, elsewhere by TLS', () => {
    for (const text of [
      'nats://127.0.0.1:4222',
      'nats://localhost:1,nats://[::1]:2',
      'tls://b.example.com:4222',
    ])
      expect(serversOf(text)).to.deep.equal(text.split(','));
  });

  it('is refused where messages would cross a network unencrypted', async () => {
    expect(await refusal('nats://10.0.0.7:4222')).to.deep.equal([
      'nats://10.0.0.7:4222 is on a network: use tls:// for anything but the loopback of this machine',
    ]);
  });

  it('is refused with a password in it, without showing it', async () => {
    const [mistake] = await refusal('nats://me:secret@127.0.0.1:4222');
    expect(mistake)
      .to.match(/CLUSTER_BENCH_NATS_PASSWORD/)
      .and.not.match(/secret/);
  });

  it('is refused if it is none', async () => {
    expect(await refusal('http://a')).to.deep.equal([
      '"http://a" is no address of a NATS server, such as nats://127.0.0.1:4222',
    ]);
  });

  it('comes by the environment, secrets too, and is taken out of it', () => {
    const address = { servers: ['nats://127.0.0.1:1'], user: 'me', password: 'secret' };
    const env: NodeJS.ProcessEnv = { PATH: '/bin', ...brokerEnvironment(address) };
    expect(takeBrokerAddress(env)).to.deep.include(address);
    expect(env).to.deep.equal({ PATH: '/bin' });
    expect(takeBrokerAddress(env)).to.equal(undefined);
  });
});
