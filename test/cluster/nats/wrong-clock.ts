/* Loaded first into a process: its clock is hours off, and is set forth and back all the time. Timers know nothing of it. */

const TURN_MS = 3000;
const HOUR_MS = 3_600_000;
const now = Date.now;

function wrongNow(): number {
  return now() + (Math.floor(now() / TURN_MS) % 2 === 0 ? 5 : -7) * HOUR_MS;
}

globalThis.Date = new Proxy(Date, {
  construct: (target, words, self) =>
    Reflect.construct(target, words.length === 0 ? [wrongNow()] : words, self),
  get: (target, name) => (name === 'now' ? wrongNow : Reflect.get(target, name)),
});
