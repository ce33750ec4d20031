/** A request as servers log it, in whole ms. */
export interface Logged {
  readonly startMs: number;
  readonly endMs: number;
  /** With its query. */
  readonly path: string;
}

/** How a server writes its log. */
export interface LogWriter {
  /** The format that its reader finds. */
  readonly format: string;
  /** To be given to the reader; null if it finds the format alone. */
  readonly formatString: string | null;
  readonly stampStepMs: 1 | 1000;
  readonly head: string;
  line(one: Logged, n: number): string;
  readonly between: string;
  readonly foot: string;
}

const AGENT = 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0';
const CLIENT = '203.0.113.9';

const seconds = (ms: number) => (ms / 1000).toFixed(3);
const iso = (ms: number) => new Date(ms).toISOString();
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `12/Mar/2026:09:15:01`. */
function clf(ms: number): string {
  const text = iso(ms);
  return `${text.slice(8, 10)}/${MONTHS[Number(text.slice(5, 7)) - 1]}/${text.slice(0, 4)}:${text.slice(11, 19)}`;
}

/** `combined` without its stamp. */
const combined = (stampMs: number, path: string) =>
  `${CLIENT} - - [${clf(stampMs)} +0000] "GET ${path} HTTP/1.1" 200 512 "https://shop.example/" "${AGENT}"`;

function lines(format: string, line: LogWriter['line'], more: Partial<LogWriter> = {}): LogWriter {
  return { format, formatString: null, stampStepMs: 1, head: '', line, between: '\n', foot: '\n', ...more };
}

const pinoLine = (level: number, ms: number, rest: string) =>
  `{"level":${level},"time":${ms},"pid":4711,"hostname":"web-1",${rest}}`;
const pinoRequest = (n: number, path: string) =>
  `"reqId":"req-${n.toString(36)}","req":{"method":"GET","url":"${path}","host":"shop.example","remoteAddress":"${CLIENT}","remotePort":50412}`;

/** By what people call it. */
export const WRITERS: Readonly<Record<string, LogWriter>> = {
  nginx: lines(
    'nginx',
    ({ startMs, endMs, path }) => `${combined(endMs, path)} ${seconds(endMs - startMs)} ${seconds(endMs)}`,
  ),
  'nginx of seconds': lines(
    'nginx',
    ({ startMs, endMs, path }) => `${combined(endMs, path)} ${seconds(endMs - startMs)}`,
    { stampStepMs: 1000 },
  ),
  'nginx-json': lines(
    'nginx-json',
    ({ startMs, endMs, path }) =>
      `{"msec":"${seconds(endMs)}","remote_addr":"${CLIENT}","request":"GET ${path} HTTP/1.1","status":"200","body_bytes_sent":"512","request_time":"${seconds(endMs - startMs)}","http_user_agent":"${AGENT}"}`,
  ),
  apache: lines(
    'apache',
    ({ startMs, endMs, path }) => `${combined(startMs, path)} ${(endMs - startMs) * 1000}`,
    { stampStepMs: 1000 },
  ),
  'apache of ms': lines(
    'apache',
    ({ startMs, endMs, path }) => `${combined(startMs, path)} ${(endMs - startMs) * 1000} ${startMs}`,
    { formatString: '%h %l %u %t "%r" %>s %b "%{Referer}i" "%{User-Agent}i" %D %{msec}t' },
  ),
  caddy: lines(
    'caddy',
    ({ startMs, endMs, path }) =>
      `{"level":"info","ts":${seconds(endMs)},"logger":"http.log.access.log0","msg":"handled request","request":{"remote_ip":"${CLIENT}","remote_port":"50412","client_ip":"${CLIENT}","proto":"HTTP/2.0","method":"GET","host":"shop.example","uri":"${path}","headers":{"User-Agent":["${AGENT}"],"Accept":["*/*"],"Accept-Encoding":["gzip, deflate, br"]},"tls":{"resumed":false,"version":772,"cipher_suite":4865,"proto":"h2","server_name":"shop.example"}},"bytes_read":0,"user_id":"","duration":${seconds(endMs - startMs)},"size":512,"status":200,"resp_headers":{"Server":["Caddy"],"Content-Type":["application/json"]}}`,
  ),
  haproxy: lines('haproxy', ({ startMs, endMs, path }) => {
    const ms = endMs - startMs;
    return `Mar 10 08:00:00 lb haproxy[812]: ${CLIENT}:50412 [${clf(startMs)}.${iso(startMs).slice(20, 23)}] web app/s1 0/0/0/${ms}/${ms} 200 512 - - ---- 5/5/3/1/0 0/0 "GET ${path} HTTP/1.1"`;
  }),
  alb: lines(
    'alb',
    ({ startMs, endMs, path }) =>
      `https ${iso(endMs).replace('Z', '000Z')} app/web/50dc6c495c0c9188 ${CLIENT}:50412 10.0.0.2:80 0.000 ${seconds(endMs - startMs)} 0.000 200 200 34 512 "GET https://shop.example:443${path} HTTP/1.1" "${AGENT}" ECDHE-RSA-AES128-GCM-SHA256 TLSv1.2 arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/web/73e2d6bc24d8a067 "Root=1-58337262-36d228ad5d99923122bbe354" "shop.example" "-" 0 ${iso(startMs).replace('Z', '000Z')} "forward" "-" "-" "10.0.0.2:80" "200" "-" "-"`,
  ),
  cloudfront: lines(
    'cloudfront',
    ({ startMs, endMs, path }) => {
      const [stem = '', query = '-'] = path.split('?');
      return `${iso(endMs).slice(0, 10)}\t${iso(endMs).slice(11, 19)}\tFRA56-P1\t512\t${CLIENT}\tGET\td111.cloudfront.net\t${stem}\t200\t-\t${AGENT.replaceAll(' ', '%20')}\t${query}\t-\tMiss\tid==\tshop.example\thttps\t34\t${seconds(endMs - startMs)}`;
    },
    {
      stampStepMs: 1000,
      head: '#Version: 1.0\n#Fields: date time x-edge-location sc-bytes c-ip cs-method cs(Host) cs-uri-stem sc-status cs(Referer) cs(User-Agent) cs-uri-query cs(Cookie) x-edge-result-type x-edge-request-id x-host-header cs-protocol cs-bytes time-taken\n',
    },
  ),
  fastify: lines(
    'pino',
    ({ startMs, endMs, path }, n) =>
      `${pinoLine(30, startMs, `${pinoRequest(n, path)},"msg":"incoming request"`)}\n${pinoLine(30, endMs, `"reqId":"req-${n.toString(36)}","res":{"statusCode":200},"responseTime":${endMs - startMs},"msg":"request completed"`)}`,
  ),
  'pino-http': lines('pino', ({ startMs, endMs, path }, n) =>
    pinoLine(
      30,
      endMs,
      `"req":{"id":${n},"method":"GET","url":"${path}","query":{},"params":{},"headers":{"host":"shop.example","user-agent":"${AGENT}","accept":"*/*"},"remoteAddress":"${CLIENT}","remotePort":50412},"res":{"statusCode":200,"headers":{"content-type":"application/json","content-length":"512"}},"responseTime":${endMs - startMs},"msg":"request completed"`,
    ),
  ),
  morgan: lines(
    'morgan',
    ({ startMs, endMs, path }) => `${iso(endMs)} GET ${path} 200 ${endMs - startMs}.000`,
  ),
  otlp: lines(
    'otlp',
    ({ startMs, endMs, path }, n) =>
      `{"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"shop"}}]},"scopeSpans":[{"scope":{"name":"http"},"spans":[{"traceId":"5b8efff798038103d269b633813fc60c","spanId":"${n.toString(16).padStart(16, '0')}","name":"GET","kind":2,"startTimeUnixNano":"${startMs}000000","endTimeUnixNano":"${endMs}000000","attributes":[{"key":"http.request.method","value":{"stringValue":"GET"}},{"key":"url.path","value":{"stringValue":"${path.split('?')[0]}"}},{"key":"http.response.status_code","value":{"intValue":"200"}}],"status":{}}]}]}]}`,
  ),
  har: lines(
    'har',
    ({ startMs, endMs, path }) =>
      `{"startedDateTime":"${iso(startMs)}","time":${endMs - startMs},"request":{"method":"GET","url":"https://shop.example${path}","httpVersion":"HTTP/1.1","headers":[{"name":"accept","value":"*/*"}],"queryString":[],"cookies":[],"headersSize":-1,"bodySize":0},"response":{"status":200,"statusText":"OK","headers":[],"cookies":[],"content":{"size":512,"mimeType":"application/json"},"redirectURL":"","headersSize":-1,"bodySize":512},"cache":{},"timings":{"send":0,"wait":${endMs - startMs},"receive":0}}`,
    {
      head: '{\n  "log": {\n    "version": "1.2",\n    "creator": {"name": "browser", "version": "1"},\n    "pages": [],\n    "entries": [\n',
      between: ',\n',
      foot: '\n    ]\n  }\n}\n',
    },
  ),
  'k6-csv': lines(
    'k6-csv',
    ({ startMs, endMs, path }) =>
      `http_reqs,${endMs},1,,,,,,GET,https://shop.example${path},HTTP/1.1,,default,,200,,,https://shop.example${path}\nhttp_req_duration,${endMs},${(endMs - startMs).toFixed(6)},,,,,,GET,https://shop.example${path},HTTP/1.1,,default,,200,,,https://shop.example${path}`,
    {
      head: 'metric_name,timestamp,metric_value,check,error,error_code,expected_response,group,method,name,proto,rpc_type,scenario,service,status,subproto,tls_version,url\n',
    },
  ),
  'k6-json': lines(
    'k6-json',
    ({ startMs, endMs, path }) =>
      `{"metric":"http_req_duration","type":"Point","data":{"time":"${iso(endMs).replace('Z', '000000+00:00')}","value":${endMs - startMs},"tags":{"expected_response":"true","group":"","method":"GET","name":"https://shop.example${path}","proto":"HTTP/1.1","scenario":"default","status":"200","url":"https://shop.example${path}"}}}`,
  ),
  jtl: lines(
    'jtl',
    ({ startMs, endMs, path }) =>
      `${startMs},${endMs - startMs},${path},200,OK,Thread Group 1-1,text,true,,512,128,4,4,https://shop.example${path},${endMs - startMs},0,0`,
    {
      head: 'timeStamp,elapsed,label,responseCode,responseMessage,threadName,dataType,success,failureMessage,bytes,sentBytes,grpThreads,allThreads,URL,Latency,IdleTime,Connect\n',
    },
  ),
  'vegeta-json': lines(
    'vegeta-json',
    ({ startMs, endMs, path }, n) =>
      `{"attack":"","seq":${n},"code":200,"timestamp":"${iso(startMs).replace('Z', '000000Z')}","latency":${(endMs - startMs) * 1e6},"bytes_out":0,"bytes_in":512,"error":"","body":null,"method":"GET","url":"https://shop.example${path}","headers":null}`,
  ),
  'vegeta-csv': lines(
    'vegeta-csv',
    ({ startMs, endMs, path }, n) =>
      `${startMs}000000,200,${(endMs - startMs) * 1e6},0,512,,,,${n},GET,https://shop.example${path},`,
  ),
  csv: lines('csv', ({ startMs, endMs, path }) => `${endMs},${endMs - startMs},GET,${path},200`, {
    head: 'time,durationMs,method,path,status\n',
  }),
};
