// Prints three hours of an nginx log of a service that never was: light pages, and reports and exports that four
// processes compute, first come first served. The second hour is the busiest.
//
//   node examples/access-log/main.js > access.log

const HOUR_MS = 3_600_000;
const HOURS = [0.55, 0.75, 0.6]; // how busy the four processes are
const REPORT_MS = 60;
const EXPORT_MS = 500;
const EXPORT_SHARE = 0.05;
const LIGHT_PER_HEAVY = 4;

let state = 20260310;
const random = () => {
  state = (state + 0x6d2b79f5) | 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
};
const exponential = (mean) => -mean * Math.log(1 - random());
// Most are short, some take ten times as long.
const length = (mean) => exponential(random() < 0.9 ? mean * 0.526 : mean * 5.26);

const start = Date.UTC(2026, 2, 10, 8);
const meanHeavyMs = REPORT_MS * (1 - EXPORT_SHARE) + EXPORT_MS * EXPORT_SHARE;
const freeAt = [0, 0, 0, 0];
const requests = [];

for (let at = start; at < start + HOURS.length * HOUR_MS; ) {
  const busy = HOURS[Math.floor((at - start) / HOUR_MS)];
  at += exponential(meanHeavyMs / (busy * freeAt.length * (1 + LIGHT_PER_HEAVY)));
  const n = requests.length;
  if (random() >= 1 / (1 + LIGHT_PER_HEAVY)) {
    requests.push({ end: at, ms: 1 + exponential(2), path: n % 3 === 0 ? '/app.js' : `/items/${n % 500}` });
    continue;
  }
  const isExport = random() < EXPORT_SHARE;
  const worker = freeAt.indexOf(Math.min(...freeAt));
  freeAt[worker] = Math.max(at, freeAt[worker]) + length(isExport ? EXPORT_MS : REPORT_MS);
  const path = isExport ? `/export/${n}` : `/report/${n}?year=2026`;
  requests.push({ end: freeAt[worker], ms: freeAt[worker] - at, path });
}

const seconds = (ms) => (ms / 1000).toFixed(3);
const lines = requests
  .sort((a, b) => a.end - b.end)
  .map(({ end, ms, path }) => {
    const iso = new Date(end).toISOString();
    const stamp = `${iso.slice(8, 10)}/Mar/2026:${iso.slice(11, 19)} +0000`;
    return `203.0.113.9 - - [${stamp}] "GET ${path} HTTP/1.1" 200 512 "-" "-" ${seconds(ms)} ${seconds(end)}\n`;
  });
process.stdout.write(lines.join(''));
