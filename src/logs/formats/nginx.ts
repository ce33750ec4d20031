import type { Format } from './log-line.ts';
import { type Field, type Pattern, patternFormat } from './pattern.ts';
import { compiled, type Token } from './template.ts';

const FIELDS: Readonly<Record<string, Field>> = {
  msec: 'epoch s',
  time_local: 'clf',
  time_iso8601: 'iso',
  request_time: 'duration s',
  upstream_response_time: 'service s',
  upstream_addr: 'pool',
  request: 'request',
  request_method: 'method',
  request_uri: 'target',
  uri: 'target',
  status: 'status',
};
/** After retries they name each server: `0.100, 0.200`. */
const LIST = String.raw`[^\s"\],]+(?:(?:,| :) [^\s"\],]+)*`;
/** Always with a fraction: whole numbers are of Apache. */
const SECONDS = String.raw`-|-?\d+\.\d+(?:[eE][+-]?\d+)?`;

/** A format string of nginx, such as `$remote_addr [$time_local] "$request" $status $request_time`. */
function nginxPattern(format: string): Pattern {
  return compiled(format, /\$(?:\{(\w+)\}|(\w+))/g, (match): Token => {
    const name = match[1] ?? match[2] ?? '';
    const field = Object.hasOwn(FIELDS, name) ? (FIELDS[name] as Field) : 'nothing';
    if (name === 'request_time') return { field, shape: SECONDS };
    return name.startsWith('upstream_') ? { field, shape: LIST } : { field };
  });
}

const COMBINED =
  '$remote_addr - $remote_user [$time_local] "$request" $status $body_bytes_sent "$http_referer" "$http_user_agent"';
/** What people add to `combined`, and the default of ingress-nginx. The longest come first. */
const KNOWN = [
  `${COMBINED} $request_length $request_time [$proxy_upstream_name] [$proxy_alternative_upstream_name] $upstream_addr $upstream_response_length $upstream_response_time $upstream_status $req_id`,
  `${COMBINED} "$http_x_forwarded_for" rt=$request_time uct="$upstream_connect_time" uht="$upstream_header_time" urt="$upstream_response_time"`,
  `${COMBINED} rt=$request_time uct="$upstream_connect_time" uht="$upstream_header_time" urt="$upstream_response_time"`,
  `${COMBINED} $request_time $upstream_response_time $msec`,
  `${COMBINED} $request_time $msec`,
  `${COMBINED} "$http_x_forwarded_for" $request_time $upstream_response_time`,
  `${COMBINED} "$http_x_forwarded_for" $request_time`,
  `${COMBINED} $request_time $upstream_response_time`,
  `${COMBINED} $request_time`,
  '$remote_addr - $remote_user [$time_local] "$request" $status $body_bytes_sent $request_time',
];

/** nginx, with `$request_time` in its format. */
export const nginx: Format = patternFormat('nginx', 'end', KNOWN.map(nginxPattern));

export function nginxFormat(format: string): Format {
  return patternFormat('nginx', 'end', [nginxPattern(format)]);
}
