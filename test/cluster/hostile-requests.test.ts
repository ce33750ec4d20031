import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { expect } from 'chai';
import type { ClusterProcess } from '../../src/cluster/cluster-process.ts';
import { MAX_CONNECTIONS } from '../../src/load/plan/limits.ts';
import { get, statusOf } from './client.ts';
import { until } from './processes.ts';
import { startCluster, TINY } from './tiny-cluster.ts';

const HEAVY = '/heavy-request?type=short';

/** Writes the bytes to a connection of their own and reads until the server closes it. */
async function exchange(url: string, bytes: string | Buffer): Promise<string> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  let received = '';
  socket.setEncoding('latin1').on('data', (chunk) => {
    received += chunk;
  });
  socket.on('error', () => {});
  socket.write(bytes);
  await once(socket, 'close');
  return received;
}

function ask(target: string, method = 'GET', headers = '', body = ''): string {
  return `${method} ${target} HTTP/1.1\r\nhost: test\r\nconnection: close\r\n${headers}\r\n${body}`;
}

function post(target: string, contentType: string, body: string): string {
  return ask(target, 'POST', `content-type: ${contentType}\r\ncontent-length: ${body.length}\r\n`, body);
}

const TYPE = /^type must be given once and be one of short, report$/;
const SIZE = /^size must be given once, as plain ms from 0 to 60000/;
const PAGES = /^pageCount is \S+; it must be a whole number from 1 to 500$/;
const KEY = /^key must be at most 128 UTF-16 units long$/;
const ROUTES = /^there are two routes: GET \/light-request and GET \/heavy-request$/;
const METHOD = /^only GET is served here$/;
const TARGET = /^the request target is malformed$/;
const HOST = /^the host header is missing$/;
const EXPECTATION = /^of expectations only 100-continue is met$/;
const HTTP = /^this is not a request that HTTP\/1\.1 allows$/;
const HEADERS = /^request line and headers are longer than 8 KB$/;

type Case = readonly [name: string, bytes: string | Buffer, status: number, error: RegExp];

const REFUSED: readonly Case[] = [
  ['no type', ask('/heavy-request'), 400, TYPE],
  ['an empty type', ask('/heavy-request?type='), 400, TYPE],
  ['an unknown type', ask('/heavy-request?type=nope'), 400, TYPE],
  ['a type twice', ask('/heavy-request?type=short&type=short'), 400, TYPE],
  ['a type as a list', ask('/heavy-request?type[]=short'), 400, TYPE],
  ['the type __proto__', ask('/heavy-request?type=__proto__'), 400, TYPE],
  ['the type constructor', ask('/heavy-request?type=constructor'), 400, TYPE],
  ['a type of broken escapes', ask('/heavy-request?type=%zz%'), 400, TYPE],
  ['size=1e9', ask(`${HEAVY}&size=1e9`), 400, SIZE],
  ['a size beyond the limit', ask(`${HEAVY}&size=60001`), 400, SIZE],
  ['size=NaN', ask(`${HEAVY}&size=NaN`), 400, SIZE],
  ['size=Infinity', ask(`${HEAVY}&size=Infinity`), 400, SIZE],
  ['an empty size', ask(`${HEAVY}&size=`), 400, SIZE],
  ['a negative size', ask(`${HEAVY}&size=-1`), 400, SIZE],
  ['a size in hex', ask(`${HEAVY}&size=0x10`), 400, SIZE],
  ['a size twice', ask(`${HEAVY}&size=1&size=2`), 400, SIZE],
  ['too many pages', ask('/heavy-request?type=report&pageCount=501'), 400, PAGES],
  ['half a page', ask('/heavy-request?type=report&pageCount=0.5'), 400, PAGES],
  ['a size of a report', ask('/heavy-request?type=report&size=1'), 400, /^unknown parameter "size"$/],
  ['an unknown parameter', ask(`${HEAVY}&sizes=1`), 400, /^unknown parameter "sizes"$/],
  ['the parameter __proto__', ask(`${HEAVY}&__proto__=1`), 400, /^unknown parameter "__proto__"$/],
  ['a long key', ask(`${HEAVY}&key=${'k'.repeat(129)}`), 400, KEY],
  ['a key of 65 emoji', ask(`${HEAVY}&key=${'%F0%9F%98%80'.repeat(65)}`), 400, KEY],
  ['a key twice', ask(`${HEAVY}&key=a&key=b`), 400, /^key must be given once$/],
  ['a parameter of a light request', ask('/light-request?size=1'), 400, /takes no parameters$/],
  ['an unknown route', ask('/'), 404, ROUTES],
  ['GET //', ask('//'), 404, ROUTES],
  ['a null byte in the path', ask('/light-request%00'), 404, ROUTES],
  ['a body on an unknown route', post('/nowhere', 'application/json', '{}'), 404, ROUTES],
  ['GET http://[::1', ask('http://[::1'), 400, TARGET],
  ['GET /%', ask('/%'), 400, TARGET],
  ['GET /%zz', ask('/%zz'), 400, TARGET],
  ['POST with text', post('/light-request', 'text/plain', 'hello'), 405, METHOD],
  ['POST with JSON', post(HEAVY, 'application/json', '{}'), 405, METHOD],
  ['POST with broken JSON', post(HEAVY, 'application/json', '{'), 405, METHOD],
  ['POST of 5 KB', post(HEAVY, 'application/json', ' '.repeat(5000)), 405, METHOD],
  ...['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'TRACE'].map(
    (method): Case => [`${method} of a route`, ask('/light-request', method), 405, METHOD],
  ),
  ['CONNECT', ask('example.com:443', 'CONNECT'), 405, METHOD],
  ['no host', 'GET /light-request HTTP/1.1\r\nconnection: close\r\n\r\n', 400, HOST],
  ['an expectation', ask('/light-request', 'GET', 'expect: tea\r\n'), 417, EXPECTATION],
  ['9 KB of headers', ask('/light-request', 'GET', `x-long: ${'x'.repeat(9000)}\r\n`), 431, HEADERS],
  ['a path of 9 KB', ask(`/${'x'.repeat(9000)}`), 431, HEADERS],
  ['a method that does not exist', ask('/light-request', 'FOO'), 400, HTTP],
  ['an HTTP version that does not exist', 'GET /light-request HTTP/9.9\r\n\r\n', 400, HTTP],
  [
    'two lengths',
    ask(HEAVY, 'POST', 'content-length: 5\r\ntransfer-encoding: chunked\r\n', '0\r\n\r\n'),
    400,
    HTTP,
  ],
  ['a negative length', ask(HEAVY, 'POST', 'content-length: -5\r\n'), 400, HTTP],
  ['bytes that are no HTTP', '\0\x01\x02\r\n\r\n', 400, HTTP],
  ['a TLS greeting', Buffer.from([22, 3, 1, 0, 200, 1, 0, 0, 196, 3, 3]), 400, HTTP],
];

describe('an HTTP worker', function () {
  this.timeout(60_000);
  let cluster: ClusterProcess;
  let stalled: Promise<string[]>;

  before(async () => {
    cluster = await startCluster({ ...TINY, cluster: { httpWorkers: 1, jobWorkers: 1 } }, 'least-active', 1);
    const silent = ['', 'GET /light-request HTTP/1.1\r\nhost: test\r\n'];
    stalled = Promise.all(silent.map((bytes) => exchange(cluster.url, bytes)));
  });
  after(() => cluster?.stop());

  afterEach('it still serves a good request', async () => {
    expect((await get(cluster.url, HEAVY)).status).to.equal(200);
  });

  for (const [name, bytes, status, error] of REFUSED) {
    it(`refuses ${name}`, async () => {
      const answer = answerIn(await exchange(cluster.url, bytes));
      expect(answer.status, answer.body).to.equal(status);
      const body: unknown = JSON.parse(answer.body);
      expect(body).to.include({ success: false, httpWorker: 1 });
      expect(body).to.have.property('error').that.matches(error);
      if (status === 405) expect(answer.head).to.match(/\r\nallow: GET\r\n/i);
    });
  }

  it('runs nothing for HEAD, which is not GET', async () => {
    const { status, head, body } = answerIn(await exchange(cluster.url, ask(HEAVY, 'HEAD')));
    expect([status, body]).to.deep.equal([405, '']);
    expect(head).to.match(/\r\nallow: GET\r\n/i);
  });

  it('answers pipelined requests in order, good and bad', async () => {
    const all = ['/light-request', '/heavy-request?type=nope', HEAVY, '//'].map((target) =>
      ask(target).replace('connection: close\r\n', ''),
    );
    const received = await exchange(cluster.url, [...all, ask('/light-request')].join(''));
    const seen = [...received.matchAll(/HTTP\/1\.1 (\d+) /g)].map(([, status]) => Number(status));
    expect(seen).to.deep.equal([200, 400, 200, 404, 200]);
  });

  it('closes connections that are too many at once, and serves on when others end', async () => {
    const port = Number(new URL(cluster.url).port);
    const sockets: Socket[] = [];
    // A few may still be open from the tests before.
    let closed = 0;
    while (sockets.length < MAX_CONNECTIONS + 10) {
      const socket = connect(port, '127.0.0.1').on('close', () => closed++);
      sockets.push(socket);
      await once(socket, 'connect');
      // One that has been answered may stay.
      socket.on('error', () => {}).write('GET /nowhere HTTP/1.1\r\nhost: test\r\n\r\n');
      socket.resume();
    }
    await until('some are closed', () => closed >= 10);
    expect(closed).to.be.below(20);
    for (const socket of sockets) socket.destroy();
    await until('it serves again', async () => (await statusOf(cluster.url, HEAVY)) === 200);
  });

  it('gives up a request of which no more comes, and one that never begins', async () => {
    for (const received of await stalled) expect(answerIn(received).status).to.equal(408);
  });
});

function answerIn(received: string): { status: number; head: string; body: string } {
  const [head = '', body = ''] = received.split('\r\n\r\n');
  return { status: Number(head.split(' ')[1]), head: `${head}\r\n`, body };
}
