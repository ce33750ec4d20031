import { emitTimed, numberAt, objectAt, textAt } from './json.ts';
import type { Format } from './log-line.ts';
import { isoMs } from './stamps.ts';

/** What a browser recorded. */
export const har: Format = {
  name: 'har',
  stamp: 'start',
  inOrder: false,
  service: null,
  lines: null,
  document: {
    list: 'entries',
    read: (entry, line, emit) => {
      const request = objectAt(entry, 'request');
      line.stampMs = isoMs(textAt(entry, 'startedDateTime'));
      line.durationMs = numberAt(entry, 'time');
      line.method = textAt(request, 'method');
      line.target = textAt(request, 'url');
      line.status = numberAt(objectAt(entry, 'response'), 'status') || 0;
      return emitTimed(line, emit);
    },
  },
};
