import type { Requests } from '../../src/demand/requests.ts';

/** One request, in whole ms. */
interface Written {
  readonly startMs: number;
  readonly ms: number;
  readonly path: string;
}

const DAY_MS = Date.UTC(2026, 2, 10, 8);

/** As servers log them: by end, stretched by a factor, in whole ms. */
function inOrder({ startMs, endMs, type }: Requests, factor: number): Written[] {
  return Array.from(startMs, (start, i) => {
    const end = Math.round((endMs[i] as number) * factor);
    const ms = Math.round(((endMs[i] as number) - start) * factor);
    return { startMs: DAY_MS + end - ms, ms, path: type[i] === 1 ? `/export/${i}` : `/report/${i}` };
  }).sort((a, b) => a.startMs + a.ms - b.startMs - b.ms);
}

type Line = (one: Written & { readonly endMs: number; readonly i: number }) => string;

const s = (ms: number) => (ms / 1000).toFixed(3);
const iso = (ms: number) => new Date(ms).toISOString();
const clf = (ms: number) => `${iso(ms).slice(8, 10)}/Mar/2026:${iso(ms).slice(11, 19)}`;

/** The same requests as each server writes them, with stamps of 1 ms. */
const LINES: Readonly<Record<string, Line>> = {
  csv: ({ i, endMs, ms, path }) => `${i === 0 ? 'time,durationMs,path\n' : ''}${endMs},${ms},${path}`,
  nginx: ({ endMs, ms, path }) =>
    `1.1.1.1 - - [${clf(endMs)} +0000] "GET ${path} HTTP/1.1" 200 5 "-" "-" ${s(ms)} ${s(endMs)}`,
  'nginx-json': ({ endMs, ms, path }) =>
    `{"msec":"${s(endMs)}","request":"GET ${path} HTTP/1.1","status":"200","request_time":"${s(ms)}"}`,
  caddy: ({ endMs, ms, path }) =>
    `{"ts":${s(endMs)},"request":{"method":"GET","uri":"${path}"},"duration":${s(ms)},"status":200}`,
  pino: ({ endMs, ms, path, i }) =>
    `{"time":${endMs - ms},"pid":1,"reqId":"r${i}","req":{"method":"GET","url":"${path}"}}\n{"time":${endMs},"pid":1,"reqId":"r${i}","res":{"statusCode":200},"responseTime":${ms}}`,
  haproxy: ({ startMs, ms, path }) =>
    `haproxy[9]: 1.1.1.1:1 [${clf(startMs)}.${iso(startMs).slice(20, 23)}] in app/s1 0/0/0/${ms}/${ms} 200 5 - - ---- 5/5/3/1/0 0/2 "GET ${path} HTTP/1.1"`,
  alb: ({ endMs, ms, path }) =>
    `http ${iso(endMs)} app/x/1 1.1.1.1:1 10.0.0.2:80 0.000 ${s(ms)} 0.000 200 200 34 512 "GET http://h:80${path} HTTP/1.1" "x"`,
  morgan: ({ endMs, ms, path }) => `${iso(endMs)} GET ${path} 200 ${ms}`,
  'k6-json': ({ endMs, ms, path }) =>
    `{"metric":"http_req_duration","type":"Point","data":{"time":"${iso(endMs)}","value":${ms},"tags":{"url":"http://h${path}","status":"200"}}}`,
  jtl: ({ i, startMs, ms, path }) =>
    `${i === 0 ? 'timeStamp,elapsed,label,responseCode\n' : ''}${startMs},${ms},${path},200`,
  'vegeta-json': ({ startMs, ms, path }) =>
    `{"code":200,"timestamp":"${iso(startMs)}","latency":${ms * 1e6},"method":"GET","url":"http://h${path}"}`,
  otlp: ({ startMs, endMs, path }) =>
    `{"resourceSpans":[{"scopeSpans":[{"spans":[{"kind":2,"startTimeUnixNano":"${startMs}000000","endTimeUnixNano":"${endMs}000000","attributes":[{"key":"http.request.method","value":{"stringValue":"GET"}},{"key":"url.path","value":{"stringValue":"${path}"}}]}]}]}]}`,
};

export const WRITTEN_FORMATS = Object.keys(LINES);

export function written(requests: Requests, format: string, factor: number): string {
  const line = LINES[format] as Line;
  return inOrder(requests, factor)
    .map((one, i) => `${line({ ...one, i, endMs: one.startMs + one.ms })}\n`)
    .join('');
}
