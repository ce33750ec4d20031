import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { LoopbackServer } from '../../../src/watch/server/loopback-server.ts';
import { PortRefused } from '../../../src/watch/server/port-refused.ts';

interface Asked {
  readonly path?: string;
  readonly method?: string;
  readonly host?: string;
}

describe('a server for this machine only', () => {
  const routes = new Map([
    ['/page', (_: unknown, response: { end(text: string): void }) => response.end('a page')],
  ]);
  let server: LoopbackServer;

  before(async () => {
    server = await LoopbackServer.start(routes, [0]);
  });
  after(() => server.close());

  function status({ path = '/page', method = 'GET', host }: Asked): Promise<number | undefined> {
    return new Promise((resolve, reject) => {
      const headers = host === undefined ? {} : { host };
      const sent = request(`${server.url}${path}`, { method, headers }, (response) => {
        response.resume().on('end', () => resolve(response.statusCode));
      });
      sent.on('error', reject).end();
    });
  }

  it('answers on the loopback address, under its own names', async () => {
    const { port } = new URL(server.url);
    expect(server.url).to.match(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(await status({})).to.equal(200);
    expect(await status({ host: `localhost:${port}` })).to.equal(200);
  });

  it('answers nobody who asks for another host', async () => {
    const { port } = new URL(server.url);
    for (const host of [
      'evil.example',
      `evil.example:${port}`,
      '127.0.0.1',
      `127.0.0.1.evil.example:${port}`,
    ])
      expect(await status({ host }), host).to.equal(403);
  });

  it('answers GET alone', async () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS'])
      expect(await status({ method }), method).to.equal(405);
  });

  it('has no other paths', async () => {
    for (const path of ['/', '/page/', '//page', '/__proto__'])
      expect(await status({ path }), path).to.equal(404);
  });

  it('takes another port where the first is taken, and says so where there is no other', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => taken.on('listening', resolve));
    const { port } = taken.address() as AddressInfo;
    const second = await LoopbackServer.start(routes, [port, 0]);
    expect(new URL(second.url).port).not.to.equal(String(port));
    await second.close();
    const refused = await LoopbackServer.start(routes, [port]).catch((error: unknown) => error);
    expect(refused).to.be.instanceOf(PortRefused).with.property('port', port);
    taken.close();
  });
});
