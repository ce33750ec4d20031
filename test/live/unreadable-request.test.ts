import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect } from 'chai';
import { answerUnreadable } from '../../src/live/unreadable-request.ts';

describe('what is no request', () => {
  /** The two ends of a connection. */
  async function connection(): Promise<{ client: Socket; served: Socket; close(): void }> {
    const server = createServer({ allowHalfOpen: true }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (address === null || typeof address === 'string') return expect.fail('no port');
    const client = connect(address.port, '127.0.0.1');
    const [served] = (await once(server, 'connection')) as [Socket];
    return { client, served, close: () => server.close() };
  }

  it('is answered in a sentence, and the connection closed', async () => {
    const { client, served, close } = await connection();
    expect(answerUnreadable(1, { code: 'HPE_INVALID_METHOD' }, served)).to.equal(true);
    expect(await text(client)).to.match(/^HTTP\/1\.1 400 Bad Request\r\n.*"success":false,"httpWorker":1/s);
    close();
  });

  it('is answered to nobody where the client has hung up', async () => {
    const { client, served, close } = await connection();
    expect(answerUnreadable(1, { code: 'ECONNRESET' }, served)).to.equal(false);
    expect(served.destroyed).to.equal(true);
    expect(answerUnreadable(1, { code: 'HPE_INVALID_METHOD' }, served), 'already gone').to.equal(false);
    client.destroy();
    close();
  });
});
