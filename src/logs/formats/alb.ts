import { type Format, LogLine, type ReadLine } from './log-line.ts';
import { numberIn, setRequest } from './pattern.ts';
import { isoMs, remembered, secondsInMs } from './stamps.ts';

const KIND = /^(?:https?|h2|grpcs|wss?) /;
/** `type time elb client:port target:port request_ target_ response_processing_time elb_status target_status received sent "request"`. */
const LINE =
  /^(\S+) (\S+) \S+ \S+ (\S+) (-?[\d.]+) (-?[\d.]+) (-?[\d.]+) (\S+) \S+ \S+ \S+ "((?:[^"\\]|\\.)*)"/;

/** AWS application load balancer. Its stamps are those of the answer. */
export const alb: Format = {
  name: 'alb',
  stamp: 'end',
  inOrder: false,
  service: 'field',
  lines: (): ReadLine => {
    const line = new LogLine();
    const stampMs = remembered(isoMs);
    return (text, emit) => {
      if (!KIND.test(text)) return 'another form';
      const groups = LINE.exec(text);
      if (groups === null) return 'another form';
      const [
        ,
        kind = '',
        time = '',
        target = '',
        request = '',
        service = '',
        response = '',
        status,
        asked = '',
      ] = groups;
      line.clear();
      line.stampMs = stampMs(time);
      if (Number.isNaN(line.stampMs)) return 'no time';
      const partsMs = [request, service, response].map((text) => secondsInMs(numberIn(text)));
      line.status = Number(status) || 0;
      // −1: the request never reached a target.
      if (partsMs.some((ms) => ms < 0)) return 'aborted';
      line.durationMs = partsMs.reduce((sum, ms) => sum + ms, 0);
      line.serviceMs = partsMs[1] as number;
      line.pool = target === '-' ? '' : target;
      setRequest(line, asked);
      if (kind.startsWith('ws')) line.status = 101;
      emit(line);
      return 'request';
    };
  },
};
