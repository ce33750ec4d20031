import { type Format, LogLine, type ReadLine } from './log-line.ts';
import { setRequest } from './pattern.ts';
import { isoMs, secondsInMs } from './stamps.ts';

const KINDS = /^(?:https?|h2|grpcs|wss?) /;
/** `type time elb client:port target:port request_ target_ response_processing_time elb_status target_status received sent "request"`. */
const LINE =
  /^(\S+) (\S+) \S+ \S+ (\S+) (-?[\d.]+) (-?[\d.]+) (-?[\d.]+) (\S+) \S+ \S+ \S+ "((?:[^"\\]|\\.)*)"/;
/** Its groups. */
const [KIND, TIME, TARGET, REQUEST_SECONDS, TARGET_SECONDS, RESPONSE_SECONDS, STATUS, REQUEST] = [
  1, 2, 3, 4, 5, 6, 7, 8,
] as const;

/** AWS application load balancer. Its stamps are those of the answer. */
export const alb: Format = {
  name: 'alb',
  stamp: 'end',
  inOrder: false,
  service: 'field',
  lines: (): ReadLine => {
    const line = new LogLine();
    return (text, emit) => {
      if (!KINDS.test(text)) return 'another form';
      const groups = LINE.exec(text);
      if (groups === null) return 'another form';
      line.clear();
      line.stampMs = isoMs(groups[TIME] as string);
      if (Number.isNaN(line.stampMs)) return 'no time';
      const requestMs = secondsInMs(Number(groups[REQUEST_SECONDS]));
      line.serviceMs = secondsInMs(Number(groups[TARGET_SECONDS]));
      const responseMs = secondsInMs(Number(groups[RESPONSE_SECONDS]));
      line.status = Number(groups[STATUS]) || 0;
      // −1: the request never reached a target.
      if (requestMs < 0 || line.serviceMs < 0 || responseMs < 0) return 'aborted';
      line.durationMs = requestMs + line.serviceMs + responseMs;
      const target = groups[TARGET] as string;
      line.pool = target === '-' ? '' : target;
      setRequest(line, groups[REQUEST] as string);
      const kind = groups[KIND] as string;
      if (kind.startsWith('ws')) line.status = 101;
      emit(line);
      return 'request';
    };
  },
};
