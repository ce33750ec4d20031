import { UsageError } from '../core/usage-error.ts';
import { FORMATS } from './formats/formats.ts';
import type { Format } from './formats/log-line.ts';
import { decoded } from './lines.ts';

/** Lines of the beginning of a file that are looked at. */
const MOST_LINES = 200;
/** Of those, so many must be understood. */
const LEAST_SHARE = 0.5;

/** The format of a file by its first lines. Throws a `UsageError` that says what was found instead. */
export function detect(path: string, beginning: string, wanted: readonly Format[] = FORMATS): Format {
  const lines = firstLines(beginning);
  if (lines.length === 0) throw new UsageError([`${path}: is empty`]);
  if (beginning.includes('\0'))
    throw new UsageError([`${path}: holds bytes that are no text; give a log, as it is or as .gz`]);
  const scored = wanted.map((format) => ({ format, score: scoreOf(format, lines) }));
  const best = scored.reduce((a, b) => (b.score > a.score ? b : a));
  if (best.score > 0) return best.format;
  const document = wanted.find((format) => isDocument(format, beginning));
  if (document !== undefined) return { ...document, lines: null };
  throw new UsageError([unknownForm(path, lines, wanted)]);
}

function firstLines(beginning: string): string[] {
  const lines = beginning.replace(/^\u00ef\u00bb\u00bf/, '').split(/\r?\n/);
  return lines.filter((line) => line.trim() !== '').slice(0, MOST_LINES);
}

/** Requests with a duration; 0 if most lines are not understood. */
function scoreOf({ lines: open }: Format, lines: readonly string[]): number {
  if (open === null) return 0;
  const read = open();
  let requests = 0;
  let understood = 0;
  for (const line of lines) {
    const verdict = read(line, ({ durationMs }) => {
      if (!Number.isNaN(durationMs)) requests++;
    });
    if (verdict !== 'another form' && verdict !== 'no time') understood++;
  }
  return understood >= LEAST_SHARE * lines.length ? requests : 0;
}

function isDocument({ document }: Format, beginning: string): boolean {
  return document !== undefined && /^[^\w]*[{[]/.test(beginning) && beginning.includes(`"${document.list}"`);
}

const COMMON = /^\S+ \S+ .*\[[^\]]+\] "[^"]*" \d{3} /;
const MORGAN = /^(?:\S+ )?[A-Z]+ \/\S* \d{3} .*ms/;

function unknownForm(path: string, lines: readonly string[], wanted: readonly Format[]): string {
  const [first = ''] = lines;
  if (COMMON.test(first))
    return `${path}:1: has no duration: add $request_time to the log_format of nginx, or %D to the LogFormat of Apache. If it is there, give the format string: --format='…'`;
  if (MORGAN.test(first))
    return `${path}:1: has no time: use a format of morgan such as ':date[iso] :method :url :status :total-time'`;
  const names = wanted === FORMATS ? 'any known format' : wanted.map(({ name }) => name).join(' or ');
  return `${path}:1: is not a line of ${names}: ${quoted(first)}. Give the format: --format=nginx, or the format string of your server`;
}

/** Cut to what a line can show. */
export function quoted(line: string): string {
  const text = JSON.stringify(decoded(line.slice(0, 400)));
  return text.length > 120 ? `${text.slice(0, 120)}…"` : text;
}
