import { type Format, LogLine, type ReadLine } from './log-line.ts';
import { setRequest } from './pattern.ts';
import { clfMs } from './stamps.ts';

/** `[accept date] frontend backend/server TR/Tw/Tc/Tr/Ta status bytes … "request"` of its HTTP format. */
const LINE =
  /\[(\d\d\/\w{3}\/\d{4}:[\d:.]+(?: [+-]\d{4})?)\] \S+ (\S+) (-?\d+)\/(-?\d+)\/(-?\d+)\/(-?\d+)\/\+?(-?\d+) (-?\d+) [^"]*"([^"]*)"?$/;

/** Its stamps are those of the first byte; `Tr` is the server's time, after the queue. */
export const haproxy: Format = {
  name: 'haproxy',
  stamp: 'start',
  inOrder: true,
  service: 'field',
  lines: (): ReadLine => {
    const line = new LogLine();
    return (text, emit) => {
      const groups = LINE.exec(text);
      if (groups === null) return 'another form';
      const [, date = '', server = '', requestMs, , , serverMs, totalMs, status, request = ''] = groups;
      line.clear();
      // The time until the request was whole is the client's.
      line.stampMs = clfMs(date) + Math.max(0, Number(requestMs));
      line.durationMs = Number(totalMs) - Math.max(0, Number(requestMs));
      line.serviceMs = Number(serverMs);
      line.status = Math.max(0, Number(status));
      line.pool = server;
      setRequest(line, request);
      if (Number.isNaN(line.stampMs)) return 'no time';
      if (line.serviceMs < 0) {
        // No server answered; the request still took its place in the queue.
        line.serviceMs = Number.NaN;
        if (line.status < 500) return 'aborted';
      }
      emit(line);
      return 'request';
    };
  },
};
