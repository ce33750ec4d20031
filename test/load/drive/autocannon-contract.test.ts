import { createRequire } from 'node:module';
import autocannon, { type Client, type ResponseHead } from 'autocannon';
import { expect } from 'chai';
import { answer, TestServer } from './test-server.ts';

const MOVED = 'autocannon has changed inside; look again at src/load/client-guard.ts:';

const OPTIONS = {
  connections: 1,
  pipelining: 1,
  duration: 60,
  timeout: 60,
  sampleInt: 10,
  skipAggregateResult: true,
} as const;

/** One unguarded client that is destroyed after its third answer, and what was called and emitted in which order. */
async function observed(url: string): Promise<{ client: Client; steps: string[] }> {
  const steps: string[] = [];
  const clients: Client[] = [];
  let answers = 0;
  const watch = (client: Client): void => {
    clients.push(client);
    steps.push(client.conn === undefined ? 'setupClient before conn' : 'setupClient after conn');
    const connect = client._connect.bind(client);
    const write = client._doRequest.bind(client);
    client._connect = () => {
      steps.push('_connect');
      connect();
    };
    client._doRequest = () => {
      steps.push(`_doRequest with ${client.pipelinedRequests.size()} in flight`);
      if (answers === 3) client.destroy();
      else sendOn(client, write);
    };
    client.on('headers', (head: ResponseHead) => steps.push(`headers, keep-alive ${head.shouldKeepAlive}`));
    client.on('response', (status) => steps.push(`response ${status}`));
    client.on('done', () => steps.push(`done with ${client.pipelinedRequests.size()} in flight`));
  };
  const sendOn = (client: Client, write: () => void): void => {
    const path = `/heavy-request?type=${'x'.repeat(answers + 1)}&size=1`;
    const onResponse = (status: number, body: string): void => {
      answers++;
      steps.push(`onResponse ${status} of type ${JSON.parse(body).jobWorker}`);
    };
    client.setRequests([{ method: 'GET', path, onResponse }]);
    write();
  };
  await autocannon({ ...OPTIONS, url, setupClient: watch });
  return { client: clients[0]!, steps };
}

describe('autocannon, inside, as the load generator relies on it', () => {
  let server: TestServer;
  beforeEach(() => {
    server = new TestServer(answer);
  });
  afterEach(() => server.stop());

  it('is 9.0.0', () => {
    const { version } = createRequire(import.meta.url)('autocannon/package.json');
    expect(version, `${MOVED} version`).to.equal('9.0.0');
  });

  it('has the methods and fields that the guard replaces and calls', async () => {
    const { client } = await observed(await server.listen());
    for (const method of [
      '_connect',
      '_doRequest',
      '_destroyConnection',
      'setRequests',
      'destroy',
      'on',
    ] as const) {
      expect(client[method], `${MOVED} client.${method}`).to.be.a('function');
    }
    expect(client.conn?.destroyed, `${MOVED} client.conn`).to.equal(true);
    expect(client.parser.reinitialize, `${MOVED} parser.reinitialize`).to.be.a('function');
    expect(client.pipelinedRequests.size(), `${MOVED} pipelinedRequests.size`).to.equal(0);
    client.pipelinedRequests.insertRequest({});
    expect(client.pipelinedRequests.size(), `${MOVED} pipelinedRequests.insertRequest`).to.equal(1);
    client._destroyConnection();
    expect(client.pipelinedRequests.size(), `${MOVED} _destroyConnection forgets requests`).to.equal(0);
  });

  it('sends only through _doRequest, and calls it on connecting and after each answer', async () => {
    const { steps } = await observed(await server.listen());
    const answered = (type: number): string[] => [
      'headers, keep-alive true',
      `onResponse 200 of type ${type}`,
      'response 200',
      '_doRequest with 0 in flight',
    ];
    expect(steps, `${MOVED} order of calls`).to.deep.equal([
      'setupClient before conn',
      '_connect',
      '_doRequest with 0 in flight',
      ...answered(1),
      ...answered(2),
      ...answered(3),
      'done with 0 in flight',
    ]);
    expect(server.arrivals).to.have.lengthOf(3);
  });

  for (const way of ['end', 'resetAndDestroy'] as const) {
    it(`calls _connect and keeps the unanswered request when the server does ${way}`, async () => {
      server = new TestServer(({ number, socket }) => {
        if (number === 0) socket[way]();
      });
      let unansweredAtReconnect = -1;
      await autocannon({
        ...OPTIONS,
        url: await server.listen(),
        setupClient: (client) => {
          const connect = client._connect.bind(client);
          client._connect = () => {
            if (client.conn === undefined) connect();
            else {
              unansweredAtReconnect = client.pipelinedRequests.size();
              client.destroy();
            }
          };
        },
      });
      expect(unansweredAtReconnect, `${MOVED} pipelinedRequests on reconnect`).to.equal(1);
    });
  }
});
