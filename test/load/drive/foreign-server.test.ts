import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect } from 'chai';
import { runPlan } from '../../../src/load/drive/planned.ts';
import { protocolOf } from '../../../src/load/drive/protocol.ts';
import type { TrafficRequest } from '../../../src/load/plan/app-under-test.ts';

interface Seen extends Pick<IncomingMessage, 'method' | 'url' | 'headers'> {
  readonly body: string;
}

function request(method: string, path: string, body?: string): TrafficRequest {
  return { method, path, headers: { 'x-number': path.slice(1) }, body, class: `${method} of a test` };
}

describe('a planned load on a server that is not ours', () => {
  const seen: Seen[] = [];
  let server: Server;
  before(async () => {
    server = createServer(async (message, response) => {
      const { method, url, headers } = message;
      seen.push({ method, url, headers, body: await text(message) });
      const status = Number(url?.slice(1));
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end('{"httpWorker":9,"jobWorker":9,"waitMs":9,"serviceMs":9}');
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  after(() => server.close());

  it('sends every method, header and body as it was written, and takes statuses for what they are', async () => {
    const requests = [
      request('GET', '/200'),
      request('POST', '/201', '{"näme":1}'),
      request('HEAD', '/200'),
      request('PUT', '/404', 'x'),
      request('PATCH', '/503'),
      request('DELETE', '/504'),
      request('OPTIONS', '/499'),
      request('HEAD', '/500'),
      request('GET', '/304'),
      request('GET', '/204'),
      request('GET', '/200'),
    ];
    const plan = requests.map((one, seq) => ({
      seq,
      atMs: seq * 5,
      warmup: false,
      class: 'route' as const,
      type: one.class,
      sizeMs: undefined,
      key: '',
    }));
    const { port } = server.address() as AddressInfo;
    const { records, reconnects } = await runPlan({
      url: `http://127.0.0.1:${port}`,
      connections: 1,
      plan,
      drainMs: 2000,
      protocol: protocolOf(requests, (status) => status < 300 || status === 404),
    });
    expect(seen.map(({ method, url }) => `${method} ${url}`)).to.deep.equal(
      requests.map(({ method, path }) => `${method} ${path}`),
    );
    expect(seen.map(({ body }) => body)).to.deep.equal(requests.map(({ body }) => body ?? ''));
    expect(seen[1]?.headers).to.include({ 'content-length': '11', 'x-number': '201' });
    expect(seen[1]?.headers.host).to.equal(`127.0.0.1:${port}`);
    expect(records.map(({ outcome, status }) => `${status} ${outcome}`)).to.deep.equal([
      '200 ok',
      '201 ok',
      '200 ok',
      '404 ok',
      '503 rejected',
      '504 timedOut',
      '499 cancelled',
      '500 failed',
      '304 failed',
      '204 ok',
      '200 ok',
    ]);
    expect(reconnects, 'an answer without a body that says it has one is no broken connection').to.equal(0);
    expect(records[0]).to.include({ class: 'route', type: 'GET of a test', httpWorker: 0, serviceMs: -1 });
  });
});
