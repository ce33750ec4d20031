import type { Format } from './log-line.ts';
import { type Field, type Pattern, patternFormat } from './pattern.ts';
import { compiled, type Token } from './template.ts';

/** `%D`, `%>s`, `%{ms}T`, `%{Referer}i`. */
const VARIABLE = /%[<>!,\d]*(?:\{([^}]*)\})?([a-zA-Z%])/g;

/** A `LogFormat` of Apache, such as `%h %l %u %t "%r" %>s %b %D`. */
function apachePattern(format: string): Pattern {
  // As it stands in a configuration file.
  return compiled(format.replaceAll('\\"', '"'), VARIABLE, (match): Token => {
    const [, argument, letter = ''] = match;
    if (letter === 't' && argument === undefined) return { field: 'clf', bracketed: true };
    return { field: fieldOf(letter, argument ?? '') };
  });
}

function fieldOf(letter: string, argument: string): Field {
  switch (letter) {
    case 'D':
      return 'duration us';
    case 'T':
      return argument === 'us' ? 'duration us' : argument === 'ms' ? 'duration ms' : 'duration s';
    case 't':
      return stampOf(argument);
    case 'r':
      return 'request';
    case 'm':
      return 'method';
    case 'U':
      return 'target';
    case 's':
      return 'status';
    case 'P':
      return 'pool';
    default:
      return 'nothing';
  }
}

function stampOf(argument: string): Field {
  switch (argument.replace(/^(begin|end):/, '')) {
    case 'sec':
      return 'epoch s';
    case 'msec':
      return 'epoch ms';
    case 'usec':
      return 'epoch us';
    default:
      return 'iso';
  }
}

const COMMON = '%h %l %u %t "%r" %>s %b';
const COMBINED = `${COMMON} "%{Referer}i" "%{User-Agent}i"`;

export const apache: Format = patternFormat(
  'apache',
  'start',
  [`${COMBINED} %D`, `${COMMON} %D`, `%v:%p ${COMBINED} %D`].map(apachePattern),
);

/** Stamps are those of the start, unless the format says `%{end:…}t`. */
export function apacheFormat(format: string): Format {
  return patternFormat('apache', format.includes('%{end:') ? 'end' : 'start', [apachePattern(format)]);
}
