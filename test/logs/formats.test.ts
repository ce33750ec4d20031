import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import type { Row } from '../../src/logs/columns.ts';
import { formatsNamed } from '../../src/logs/formats/formats.ts';
import { type AccessLog, readLog } from '../../src/logs/read-log.ts';
import { namedRoute } from '../../src/logs/routes.ts';

const END_MS = Date.parse('2026-03-12T09:15:01.482Z');
const SECOND = END_MS - 482;

/** A request of 231 ms that ended at `END_MS`, as each server writes it, and the format that is found. */
const SAMPLES: readonly (readonly [format: string, text: string])[] = [
  [
    'nginx',
    '203.0.113.5 - - [12/Mar/2026:09:15:01 +0000] "GET /report/17?y=1 HTTP/1.1" 200 512 "-" "x" 0.231 0.229 1773306901.482',
  ],
  [
    'nginx-json',
    '{"msec":"1773306901.482","request_method":"GET","request_uri":"/report/17?y=1","status":"200","request_time":"0.231","upstream_response_time":"0.1, 0.131"}',
  ],
  [
    'caddy',
    '{"ts":1773306901.482,"logger":"http.log.access","request":{"method":"GET","uri":"/report/17"},"duration":0.231,"status":200}',
  ],
  [
    'haproxy',
    'haproxy[9]: 203.0.113.5:4711 [12/Mar/2026:09:15:01.251] in app/s1 0/12/1/218/231 200 512 - - ---- 5/5/3/1/0 0/2 "GET /report/17 HTTP/1.1"',
  ],
  [
    'alb',
    'http 2026-03-12T09:15:01.482000Z app/x/1 203.0.113.5:4711 10.0.0.2:80 0.000 0.231 0.000 200 200 34 512 "GET http://h:80/report/17?y=1 HTTP/1.1" "x" - - arn',
  ],
  [
    'pino',
    '{"time":1773306901251,"pid":7,"reqId":"req-1","req":{"method":"GET","url":"/report/17"},"msg":"incoming request"}\n{"time":1773306901482,"pid":7,"reqId":"req-1","res":{"statusCode":200},"responseTime":231,"msg":"request completed"}',
  ],
  [
    'pino',
    '{"level":30,"time":1773306901482,"pid":7,"req":{"id":1,"method":"GET","url":"/report/17"},"res":{"statusCode":200},"responseTime":231,"msg":"request completed"}',
  ],
  ['morgan', '2026-03-12T09:15:01.482Z GET /report/17?y=1 200 231.000'],
  [
    'otlp',
    '{"resourceSpans":[{"resource":{"attributes":[]},"scopeSpans":[{"spans":[{"kind":2,"name":"GET","startTimeUnixNano":"1773306901251000000","endTimeUnixNano":"1773306901482000000","attributes":[{"key":"http.request.method","value":{"stringValue":"GET"}},{"key":"http.route","value":{"stringValue":"/report/:id"}},{"key":"http.response.status_code","value":{"intValue":"200"}}]}]}]}]}',
  ],
  [
    'har',
    '{\n  "log": {\n "entries": [\n {"startedDateTime":"2026-03-12T09:15:01.251Z","time":231,"request":{"method":"GET","url":"http://h/report/17"},"response":{"status":200}} ] } }',
  ],
  [
    'k6-csv',
    'metric_name,timestamp,metric_value,method,name,status,url\nhttp_reqs,1773306901.482,1,GET,x,200,http://h/report/17\nhttp_req_duration,1773306901.482,231,GET,http://h/report/17,200,http://h/report/17',
  ],
  [
    'k6-json',
    '{"metric":"http_req_duration","type":"Point","data":{"time":"2026-03-12T09:15:01.482Z","value":231,"tags":{"method":"GET","url":"http://h/report/17","status":"200"}}}',
  ],
  ['jtl', 'timeStamp,elapsed,label,responseCode,success\n1773306901251,231,"/report/17",200,true'],
  [
    'vegeta-json',
    '{"attack":"","seq":0,"code":200,"timestamp":"2026-03-12T09:15:01.251Z","latency":231000000,"method":"GET","url":"http://h/report/17"}',
  ],
  ['vegeta-csv', '1773306901251000000,200,231000000,0,512,,,a,0,GET,http://h/report/17,'],
  ['csv', 'time,durationMs,method,path,status\n1773306901482,2.31e2,GET,"/report/17?a=""b""",200'],
  ['csv', 'start;duration_s;route\n2026-03-12T09:15:01.251Z;0.231;/report/17'],
];

/** Those with stamps of whole seconds. */
const OF_SECONDS: readonly (readonly [format: string, text: string, stampMs: number])[] = [
  ['apache', '203.0.113.5 - - [12/Mar/2026:11:15:01 +0200] "GET /report/17 HTTP/1.1" 200 512 231000', SECOND],
  [
    'cloudfront',
    '#Version: 1.0\n#Fields: date time cs-method cs-uri-stem sc-status x-edge-result-type time-taken\n2026-03-12\t09:15:01\tGET\t/report/17\t200\tMiss\t0.231\n2026-03-12\t09:15:01\tGET\t/report/17\t200\tHit\t0.001',
    SECOND,
  ],
];

describe('access logs', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'logs-'));
  });
  after(() => rm(folder, { recursive: true }));

  async function read(content: string | Buffer, format?: string, name = 'a.log'): Promise<AccessLog> {
    const path = join(folder, name);
    await writeFile(path, content);
    return readLog([path], format === undefined ? undefined : formatsNamed(format), [], () => {});
  }

  function rowsOf({ columns }: AccessLog): Row[] {
    const rows: Row[] = [];
    columns.forEach((row) => {
      rows.push({ ...row });
    });
    return rows;
  }

  for (const [name, text] of SAMPLES)
    it(`of ${name} are recognised, and say when a request ended and how long it took`, async () => {
      const log = await read(text);
      const [row] = rowsOf(log);
      expect(log.format.name).to.equal(name);
      expect(log.notUnderstood).to.deep.equal([]);
      expect(log.routes).to.deep.equal(['GET /report/:id']);
      expect(log.columns.count).to.equal(1);
      expect(row?.durationMs).to.be.closeTo(231, 0.01);
      expect((row?.stampMs ?? 0) + (log.format.stamp === 'start' ? 231 : 0)).to.be.closeTo(END_MS, 0.01);
    });

  for (const [name, text, stampMs] of OF_SECONDS)
    it(`of ${name} have stamps of whole seconds, which is noted`, async () => {
      const log = await read(text);
      expect(log.format.name).to.equal(name);
      expect(log.stampStepMs).to.equal(1000);
      expect(log.notes.join()).to.include('whole seconds');
      expect(rowsOf(log)[0]).to.include({ stampMs: stampMs + 500, durationMs: 231 });
    });

  it('take the time without the queue from the field that has it', async () => {
    const serviceMs = async (format: string) =>
      rowsOf(await read(SAMPLES.find(([name]) => name === format)?.[1] ?? ''))[0]?.serviceMs;
    expect(await serviceMs('haproxy')).to.equal(218);
    expect(await serviceMs('nginx-json')).to.equal(131);
    expect(await serviceMs('nginx')).to.equal(229);
    expect(await serviceMs('alb')).to.equal(231);
  });

  it('take the name and the time of a job from the record of the library, unless routes are named', async () => {
    const line = SAMPLES.find(([, text]) => text.includes('"id":1'))?.[1] ?? '';
    const text = line.replace('"msg"', '"jobType":"report-a","serviceMs":112.5,"msg"');
    const log = await read(text);
    expect(log.format.service).to.equal('library');
    expect(log.routes).to.deep.equal(['report-a']);
    expect(rowsOf(log)[0]?.serviceMs).to.equal(112.5);
    expect(log.durationStepMs).to.equal(0.001);
    const named = await readLog(
      [join(folder, 'a.log')],
      undefined,
      [namedRoute('/report/:id=mine')],
      () => {},
    );
    expect(named.routes).to.deep.equal(['mine']);
  });

  it('are read by a format string of nginx, Apache or morgan', async () => {
    const nginx = await read(
      '10.0.0.1 [2026-03-12T09:15:01+00:00] "POST /orders HTTP/2.0" rt=0.231 up="0.1, 0.131 : 0.2" 201',
      '$remote_addr [$time_iso8601] "$request" rt=$request_time up="$upstream_response_time" $status',
    );
    expect(nginx.routes).to.deep.equal(['POST /orders']);
    expect(rowsOf(nginx)[0]).to.include({ durationMs: 231, serviceMs: 200 });
    const apache = await read(
      'h [12/Mar/2026:09:15:01 +0000] 1773306901251 231 "GET /a\\"b HTTP/1.1" 200',
      String.raw`%h %t %{msec}t %{ms}T \"%r\" %>s`,
    );
    expect(rowsOf(apache)[0]).to.include({ stampMs: END_MS - 231, durationMs: 231 });
    const morgan = await read(
      'GET /x 200 231.5 ms 12/Mar/2026:09:15:01 +0000 -',
      ':method :url :status :response-time ms :date[clf] :user-agent',
    );
    expect(rowsOf(morgan)[0]).to.include({ durationMs: 231.5 });
  });

  it('of JSON are read right where a value has escapes, a key comes twice or within a text, or spaces stand before values', async () => {
    const caddy = (request: string, rest = '"duration":0.231,"status":200') =>
      `{"ts":1773306901.482,"request":{"method":"GET",${request}},${rest}}\n`;
    const lines = [
      caddy('"uri":"/a"'),
      caddy('"uri": "/a"', '"duration": 0.231, "status": 200'),
      caddy(String.raw`"uri":"\u002fa"`),
      caddy('"headers":{"uri":["/b"]},"uri":"/a"'),
      caddy(String.raw`"uri":"/a","agent":"\"uri\":\"/b\",\"duration\":9"`),
      caddy('"uri":"/a","note":"uri"', '"resp_headers":{"duration":"9"},"duration":0.231,"status":200'),
    ];
    const log = await read(lines.join(''));
    expect(log.notUnderstood).to.deep.equal([]);
    expect(log.routes).to.deep.equal(['GET /a']);
    expect(rowsOf(log).map(({ durationMs }) => durationMs)).to.deep.equal(lines.map(() => 231));
    const broken = await read(
      `${lines.join('').repeat(4)}{"ts":1773306901.482,"request":{"method":"GET","uri":"/a"`,
    );
    expect(broken.notUnderstood).to.deep.equal([{ name: 'another form', count: 1, first: 'a.log:25' }]);
  });

  it('may be packed, with a byte-order mark, CRLF, empty lines and an exponent', async () => {
    const text = '\uFEFFtime,durationMs,path\r\n1773306901482,2.5e1,/a\r\n\r\n1773306901483,3,/a\r\n';
    const log = await read(gzipSync(text));
    expect(rowsOf(log).map(({ durationMs }) => durationMs)).to.deep.equal([25, 3]);
  });

  it('are put in order of time when they are rotated, and joined where a file ends within a stretch', async () => {
    const line = (s: number) => `time,durationMs,path\n${1773306901482 + s * 1000},5,/a\n`;
    const paths = await Promise.all(
      [20, 10].map(async (s, i) => {
        const path = join(folder, `r.log.${i}`);
        await writeFile(path, line(s));
        return path;
      }),
    );
    const log = await readLog(paths, undefined, [], () => {});
    expect(rowsOf(log).map(({ stampMs }) => (stampMs - 1773306901482) / 1000)).to.deep.equal([10, 20]);
  });

  it('count what is left out under a name, with its first line', async () => {
    const line = (path: string, status = 200, duration = '0.010') =>
      `1.1.1.1 - - [12/Mar/2026:09:15:01 +0000] "GET ${path} HTTP/1.1" ${status} 5 "-" "x" ${duration} 1773306901.482\n`;
    const log = await read(
      [
        line('/a'),
        line('/app.js'),
        line('/healthz'),
        line('/b', 304),
        line('/b', 302),
        line('/b', 404),
        line('/b', 503),
        line('/ws', 101),
        line('/b', 200, '-'),
        line('/b', 200, '-0.001'),
        line('/c', 504),
        ...Array.from({ length: 30 }, () => line('/a')),
        'rubbish\n',
      ].join(''),
    );
    expect(log.columns.count).to.equal(32);
    expect(Object.fromEntries(log.leftOut.map(({ name, count }) => [name, count]))).to.deep.equal({
      'static file': 1,
      'health check': 1,
      'not modified (304)': 1,
      'redirect (3xx)': 1,
      'refused (4xx)': 1,
      'rejected (503)': 1,
      'websocket or event stream': 1,
      'no duration': 1,
      'negative duration': 1,
    });
    expect(
      log.notUnderstood.map(({ name, count, first }) => [name, count, first.split(':').at(-1)]),
    ).to.deep.equal([['another form', 1, '42']]);
    expect(rowsOf(log)[1]?.whole).to.equal(0);
  });

  it('go on without a gap where the clock jumps back', async () => {
    const at = (ms: number) =>
      `{"time":${1773306901001 + ms},"pid":1,"req":{"method":"GET","url":"/a"},"res":{"statusCode":200},"responseTime":5}\n`;
    const log = await read([at(0), at(3_600_000), at(3_601_000), at(1000), at(2000)].join(''));
    expect(rowsOf(log).map(({ stampMs }) => stampMs - 1773306901001)).to.deep.equal([
      0, 3_600_000, 3_601_000, 3_601_000, 3_602_000,
    ]);
    expect(log.notes[0]).to.match(/^The clock jumps back once \(.*a\.log:4\)/);
  });
});
