import type { Format } from './log-line.ts';
import { type Field, type Pattern, patternFormat } from './pattern.ts';
import { compiled, type Token } from './template.ts';

const FIELDS: Readonly<Record<string, Field>> = {
  'date[iso]': 'iso',
  'date[clf]': 'clf',
  method: 'method',
  url: 'target',
  status: 'status',
  'total-time': 'duration ms',
  'response-time': 'duration ms',
};

/** A format string of morgan, such as `:date[iso] :method :url :status :total-time`. */
function morganPattern(format: string): Pattern {
  return compiled(format, /:([-\w]{2,}(?:\[[^\]]+\])?)/g, (match): Token => {
    const name = (match[1] ?? '').replace(/^(total-time|response-time)\[.*$/, '$1');
    return { field: Object.hasOwn(FIELDS, name) ? (FIELDS[name] as Field) : 'nothing' };
  });
}

const KNOWN = [
  ':remote-addr - :remote-user [:date[clf]] ":method :url HTTP/:http-version" :status :res[content-length] ":referrer" ":user-agent" :total-time ms',
  ':remote-addr - :remote-user [:date[clf]] ":method :url HTTP/:http-version" :status :res[content-length] - :response-time ms',
  ':date[iso] :method :url :status :total-time',
  ':date[iso] :method :url :status :res[content-length] - :response-time ms',
];

/** morgan, with a date and a time in its format: most of its own formats lack one of them. */
export const morgan: Format = patternFormat('morgan', 'end', KNOWN.map(morganPattern));

export function morganFormat(format: string): Format {
  return patternFormat('morgan', 'end', [morganPattern(format)]);
}
