import { UsageError } from '../../core/usage-error.ts';
import { alb } from './alb.ts';
import { apache, apacheFormat } from './apache.ts';
import { caddy } from './caddy.ts';
import { cloudfront } from './cloudfront.ts';
import { haproxy } from './haproxy.ts';
import { har } from './har.ts';
import { jtl } from './jtl.ts';
import { k6Csv, k6Json } from './k6.ts';
import type { Format } from './log-line.ts';
import { morgan, morganFormat } from './morgan.ts';
import { nginx, nginxFormat } from './nginx.ts';
import { nginxJson } from './nginx-json.ts';
import { otlp } from './otlp.ts';
import { pino } from './pino.ts';
import { csv, csvOfStarts } from './plain-csv.ts';
import { vegetaCsv, vegetaJson } from './vegeta.ts';

/** In the order in which they are tried: of two that fit equally well, the first is taken. */
export const FORMATS: readonly Format[] = [
  haproxy,
  alb,
  cloudfront,
  caddy,
  nginxJson,
  pino,
  otlp,
  har,
  k6Json,
  vegetaJson,
  k6Csv,
  jtl,
  vegetaCsv,
  nginx,
  apache,
  morgan,
  csvOfStarts,
  csv,
];

/** Other names that people know. */
const ALSO: Readonly<Record<string, readonly Format[]>> = {
  fastify: [pino],
  'pino-http': [pino],
  k6: [k6Json, k6Csv],
  vegeta: [vegetaJson, vegetaCsv],
  jmeter: [jtl],
};

/** The formats that `--format` allows: those of that name, or one compiled from a format string. */
export function formatsNamed(text: string): readonly Format[] {
  if (/\$\w/.test(text)) return [nginxFormat(text)];
  if (/%[<>!,\d]*(?:\{[^}]*\})?[a-zA-Z]/.test(text)) return [apacheFormat(text)];
  if (/:[a-z][-\w]*/.test(text)) return [morganFormat(text)];
  const named = ALSO[text] ?? FORMATS.filter(({ name }) => name === text);
  if (named.length > 0) return named;
  const names = [...new Set([...FORMATS.map(({ name }) => name), ...Object.keys(ALSO)])];
  throw new UsageError([
    `--format takes one of ${names.join(', ')}, or a format string of nginx ($request_time), Apache (%D) or morgan (:total-time), but is ${JSON.stringify(text)}`,
  ]);
}
