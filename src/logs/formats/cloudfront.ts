import { emitTimed } from './json.ts';
import { type Format, LogLine, type ReadLine } from './log-line.ts';
import { isoMs, secondsInMs } from './stamps.ts';

/** Answered without the origin. */
const FROM_CACHE = /^(?:Hit|RefreshHit|OriginShieldHit)$/;

/** `#Fields:` names the columns; tabs separate them. Stamps of whole seconds, of the end. */
export const cloudfront: Format = {
  name: 'cloudfront',
  stamp: 'end',
  inOrder: false,
  service: null,
  lines: (): ReadLine => {
    const line = new LogLine();
    let columns: ReadonlyMap<string, number> | undefined;
    return (text, emit) => {
      if (text.startsWith('#')) {
        if (text.startsWith('#Fields:'))
          columns = new Map(
            text
              .slice(8)
              .trim()
              .split(/\s+/)
              .map((name, i) => [name, i]),
          );
        return 'other line';
      }
      const row = text.split('\t');
      const value = (name: string) => row[columns?.get(name) ?? -1] ?? '';
      if (value('time-taken') === '') return 'another form';
      if (FROM_CACHE.test(value('x-edge-result-type'))) return 'cache hit';
      line.clear();
      line.stampMs = isoMs(`${value('date')}T${value('time')}Z`);
      line.durationMs = secondsInMs(Number(value('time-taken')));
      line.method = value('cs-method') || 'GET';
      line.target = value('cs-uri-stem');
      line.status = Number(value('sc-status')) || 499;
      return emitTimed(line, emit);
    };
  },
};
