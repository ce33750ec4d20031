import { expect } from 'chai';
import fc from 'fast-check';
import { ask, HEAVY, HttpWorker, LIGHT, NOWHERE } from '../http-worker.ts';
import { until } from '../processes.ts';

/** Behind it the server closes the connection, unless it has already. */
const LAST = ask('GET', '/light-request', 'connection: close\r\n');

function post(headers: string, body = '', method = 'POST'): string {
  return ask(method, '/light-request', headers, body);
}

/** Bytes, and the statuses of the answers to them when `LAST` comes behind. */
type Case = readonly [name: string, bytes: string, statuses: readonly number[]];

const CASES: readonly Case[] = [
  ['good requests', LIGHT + HEAVY + LIGHT, [200, 200, 200, 200]],
  ['a good request and garbage', `${HEAVY}garbage\r\n\r\n`, [200, 400]],
  [
    'several good requests and garbage',
    `${LIGHT + HEAVY + NOWHERE + LIGHT}garbage\r\n\r\n`,
    [200, 200, 404, 200, 400],
  ],
  [
    'targets that are malformed and garbage',
    `${ask('GET', '/%').repeat(3)}garbage\r\n\r\n`,
    [400, 400, 400, 400],
  ],
  [
    'garbage behind the last request',
    `${ask('GET', '/heavy-request?type=short', 'connection: close\r\n')}garbage`,
    [200],
  ],
  ['a body that never comes', post('content-length: 10000\r\n'), [405]],
  [
    'a body of JSON that never comes',
    post('content-type: application/json\r\ncontent-length: 10000\r\n'),
    [405],
  ],
  ['a body that was not asked for yet', post('expect: 100-continue\r\ncontent-length: 10000\r\n'), [405]],
  ['a body that is too large', post('content-length: 100000\r\n', 'x'.repeat(100_000)), [405]],
  ['a body in chunks', post('transfer-encoding: chunked\r\n', '2\r\n{}\r\n0\r\n\r\n'), [405]],
  ['a body in broken chunks', post('transfer-encoding: chunked\r\n', 'zz\r\n\r\n'), [405]],
  ['a body with a request in it', post(`content-length: ${HEAVY.length}\r\n`, HEAVY), [405]],
  ['a body of a GET', post('content-length: 5\r\n', 'hello', 'GET'), [200]],
  ['a body of a GET that never comes', post('content-length: 10000\r\n', '', 'GET'), [200]],
  ['a body behind a malformed target', ask('POST', '/%', 'content-length: 10000\r\n'), [400]],
  ['a body behind good requests', HEAVY + post('content-length: 2\r\n', '{}') + LIGHT, [200, 405]],
  ['an empty body', post('content-length: 0\r\n') + LIGHT, [405, 200, 200]],
  [
    'a length and chunks',
    HEAVY + post('content-length: 5\r\ntransfer-encoding: chunked\r\n', '0\r\n\r\n'),
    [200, 400],
  ],
  [
    'chunks and a length',
    HEAVY + post('transfer-encoding: chunked\r\ncontent-length: 5\r\n', '0\r\n\r\n'),
    [200, 400],
  ],
  ['two lengths', HEAVY + post('content-length: 5\r\ncontent-length: 6\r\n', 'hello'), [200, 400]],
  [
    'a coding that hides the length',
    HEAVY + post('transfer-encoding: xchunked\r\n', '0\r\n\r\n'),
    [200, 405],
  ],
  ['chunks of HTTP/1.0', 'POST / HTTP/1.0\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n', [404]],
  ['a length behind very many headers', post(`${'a:\r\n'.repeat(1500)}content-length: 10000\r\n`), [405]],
  ['lines without CR', LIGHT.replaceAll('\r', ''), [400]],
  ['HEAD', HEAVY + ask('HEAD', '/heavy-request?type=short'), [200, 405, 200]],
  ['no host', `GET /light-request HTTP/1.1\r\n\r\n${LIGHT}`, [400, 200, 200]],
  ['no host in HTTP/1.0', 'GET /light-request HTTP/1.0\r\n\r\n', [200]],
  ['an expectation', HEAVY + ask('GET', '/light-request', 'expect: 100-continue\r\n'), [200, 200, 200]],
  [
    'an expectation that nobody knows',
    HEAVY + ask('GET', '/light-request', 'expect: tea\r\n'),
    [200, 417, 200],
  ],
  [
    'an upgrade',
    ask('GET', '/heavy-request?type=short', 'connection: upgrade\r\nupgrade: h2c\r\n') + LIGHT,
    [200],
  ],
  [
    'an upgrade with a body',
    post('connection: upgrade\r\nupgrade: websocket\r\ncontent-length: 2\r\n', '{}'),
    [405],
  ],
  ['CONNECT', ask('CONNECT', 'example.com:443'), [405]],
  [
    'CONNECT behind good requests',
    `${LIGHT + HEAVY + ask('CONNECT', 'example.com:443')}and more`,
    [200, 200, 405],
  ],
  ['the preface of HTTP/2', `${HEAVY}PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n`, [200, 400]],
  ['more requests than may wait', HEAVY.repeat(257), [...new Array(256).fill(200), 429]],
];

describe('what comes on a connection', () => {
  let worker: HttpWorker;

  beforeEach(() => {
    worker = new HttpWorker();
    worker.prompt = true;
    return worker.start();
  });
  afterEach(() => worker.app.close());

  for (const [name, bytes, statuses] of CASES) {
    it(`${name}: answered in order, each once and counted once, then closed`, async () => {
      const client = await worker.connect();
      client.socket.write(bytes + LAST, 'latin1');
      expect(await client.statuses()).to.deep.equal(statuses);
      expect(worker.answered).to.equal(statuses.length);
      expect([worker.counts.light.cancelled, worker.counts.heavy.cancelled]).to.deep.equal([0, 0]);
    });
  }

  it('in whatever order and pieces: every answer is counted, and good requests ahead of a bad one get their own', async () => {
    const pieces = fc.array(fc.constantFrom(...CASES.slice(0, -1)), { minLength: 1, maxLength: 4 });
    const cuts = fc.array(fc.nat(400), { maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(pieces, cuts, async (cases, cuts) => {
        const before = worker.answered;
        const client = await worker.connect();
        let rest = cases.map(([, bytes]) => bytes).join('') + LAST;
        for (const cut of cuts) {
          client.socket.write(rest.slice(0, cut), 'latin1');
          rest = rest.slice(cut);
          await new Promise(setImmediate);
        }
        client.socket.write(rest, 'latin1');
        const statuses = await client.statuses();
        expect(statuses.length).to.equal(worker.answered - before);
        const [, , first] = cases[0]!;
        // Whatever closed the connection may have been behind.
        expect(statuses.slice(0, first.length - 1)).to.deep.equal(first.slice(0, -1));
      }),
      { numRuns: 150 },
    );
    expect([worker.counts.light.cancelled, worker.counts.heavy.cancelled]).to.deep.equal([0, 0]);
  });
});

describe('the server of an HTTP worker', () => {
  it('has the limits that are promised for slow clients', async () => {
    const { app } = new HttpWorker();
    expect(app.server).to.include({ headersTimeout: 5000, requestTimeout: 10_000 });
    await app.close();
  });
});

describe('a connection to an HTTP worker', () => {
  let worker: HttpWorker;

  beforeEach(() => {
    worker = new HttpWorker();
    return worker.start();
  });
  afterEach(() => worker.app.close());

  it('on which a request stops half way is answered 408 behind what is due, and closed though its client keeps it open', async () => {
    worker.app.server.headersTimeout = 50;
    const half = await worker.connect();
    half.socket.write(`${HEAVY}GET /light-req`);
    await until('the heavy request has come', () => worker.answers.length === 1);
    const silent = await worker.connect();
    expect(await silent.statuses()).to.deep.equal([408]);
    expect(worker.answered, 'of the other, nothing').to.equal(1);
    worker.answers[0]!();
    expect(await half.statuses()).to.deep.equal([200, 408]);
    expect(worker.answered).to.equal(3);
  });

  it('whose client does not read its answers is closed', async () => {
    expect(worker.app.server.timeout, 'longer than any answer takes').to.be.within(60_000, 120_000);
    worker.app.server.timeout = 100;
    const client = await worker.connect();
    client.socket.pause();
    let closed = false;
    void client.closed.then(() => {
      closed = true;
    });
    for (let asked = 50; !closed; asked += 50) {
      client.socket.write(NOWHERE.repeat(50));
      while (!closed && worker.counts.refused < asked) await new Promise(setImmediate);
    }
    client.socket.destroy();
  });

  it('that is going to be closed takes no endless requests', async () => {
    const client = await worker.connect();
    client.socket.write(HEAVY + post('content-length: 2\r\n', '{}') + LIGHT.repeat(257));
    expect(await client.statuses()).to.deep.equal([]);
    expect(worker.counts.heavy).to.include({ ok: 0, cancelled: 1 });
  });

  it('is served to its end while the worker closes, and counted', async () => {
    const client = await worker.connect();
    client.socket.write(HEAVY);
    await until('the heavy request has come', () => worker.answers.length === 1);
    const closed = worker.app.close();
    client.socket.write(HEAVY);
    await until('another has come', () => worker.answers.length === 2);
    for (const answer of worker.answers) answer();
    expect(await client.statuses()).to.deep.equal([200, 200]);
    expect(worker.answered).to.equal(2);
    await closed;
  });
});
