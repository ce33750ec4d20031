import { isObject, numberAt, objectAt, objectIn, textAt } from './json.ts';
import { type Format, LogLine } from './log-line.ts';
import { isoMs } from './stamps.ts';

/** What a browser recorded. */
export const har: Format = {
  name: 'har',
  stamp: 'start',
  inOrder: false,
  service: null,
  lines: null,
  document: (text, emit) => {
    const { entries } = objectAt(objectIn(text) ?? {}, 'log');
    if (!Array.isArray(entries)) return 'another form';
    const line = new LogLine();
    for (const entry of entries.filter(isObject)) {
      const request = objectAt(entry, 'request');
      line.clear();
      line.stampMs = isoMs(textAt(entry, 'startedDateTime'));
      line.durationMs = numberAt(entry, 'time');
      line.method = textAt(request, 'method');
      line.target = textAt(request, 'url');
      line.status = numberAt(objectAt(entry, 'response'), 'status') || 0;
      if (!Number.isNaN(line.stampMs)) emit(line);
    }
    return 'request';
  },
};
