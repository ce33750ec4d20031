const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A parser that keeps its last answer: neighbouring lines often have the same stamp. */
function remembered(parse: (text: string) => number): (text: string) => number {
  let last = '';
  let ms = Number.NaN;
  return (text) => {
    if (text !== last) {
      last = text;
      ms = parse(text);
    }
    return ms;
  };
}

const POINT = 46;
const [ZERO, NINE] = [48, 57];

/** A parser of stamps whose fraction of a second stands at that place. Neighbouring lines often have the same second. */
function bySecond(place: number, parse: (text: string) => number): (text: string) => number {
  const second = remembered(parse);
  return (text) => {
    if (text.charCodeAt(place) !== POINT) return second(text);
    let end = place + 1;
    while (text.charCodeAt(end) >= ZERO && text.charCodeAt(end) <= NINE) end++;
    return second(text.slice(0, place) + text.slice(end)) + Number(text.slice(place, end)) * 1000;
  };
}

/** `12/Mar/2026:09:15:01 +0000`, with or without a fraction, with or without a zone (then it is UTC). */
export const clfMs = bySecond('12/Mar/2026:09:15:01'.length, (text) => {
  const match = /^(\d\d)\/(\w{3})\/(\d{4}):(\d\d):(\d\d):(\d\d)(?: ([+-])(\d\d)(\d\d))?$/.exec(text);
  if (match === null) return Number.NaN;
  const [, day, month = '', year, hour, minute, second, sign, zoneHour, zoneMinute] = match;
  const at = MONTHS.indexOf(month);
  if (at < 0) return Number.NaN;
  const local = Date.UTC(Number(year), at, Number(day), Number(hour), Number(minute), Number(second));
  const zone = sign === undefined ? 0 : (Number(zoneHour) * 60 + Number(zoneMinute)) * 60_000;
  return local - (sign === '-' ? -zone : zone);
});

/** ISO 8601; without a zone it is UTC. Fractions finer than 1 ms are kept. */
export const isoMs = bySecond('2026-03-12T09:15:01'.length, (text) => {
  const match = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(?:,(\d+))?(Z|[+-]\d\d:?\d\d)?$/.exec(text);
  if (match === null) return Number.NaN;
  const [, date, time, fraction = '0', zone = 'Z'] = match;
  return (
    Date.parse(`${date}T${time}${zone.replace(/^(.\d\d)(\d\d)$/, '$1:$2')}`) + Number(`0.${fraction}`) * 1000
  );
});

/** A clock time in s, ms, µs or ns since 1970, told apart by its size. */
export function epochMs(value: number): number {
  if (value < 1e11) return Math.round(value * 1e6) / 1e3;
  if (value < 1e14) return value;
  // The last digits of ns do not fit into a double; µs do.
  return value < 1e17 ? value / 1e3 : Math.round(value / 1e3) / 1e3;
}

/** Rounded to ns, so that 0.231 s is 231 ms and nothing else. */
export function secondsInMs(seconds: number): number {
  return Math.round(seconds * 1e9) / 1e6;
}

/** Whatever a stamp may look like. */
export function anyStampMs(text: string): number {
  const number = Number(text);
  if (text !== '' && !Number.isNaN(number)) return epochMs(number);
  const iso = isoMs(text);
  return Number.isNaN(iso) ? clfMs(text) : iso;
}
