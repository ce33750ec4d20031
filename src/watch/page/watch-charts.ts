/**
 * The two charts of the page. As text, because it runs in a browser, whose types this project does not have. Texts of others
 * reach the page by \`textContent\` alone.
 */
export const WATCH_CHARTS = `
const [SHORTEST_MS, LONGEST_MS] = [30000, 120000];
const EDGE = { left: 56, right: 8, bottom: 22 };
const PLACES = 8;
/** Between trials nobody says how the queue is. */
const GAP_MS = 1000;
const svg = (name, attributes, text) => {
  const made = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (text !== undefined) made.textContent = text;
  return made;
};
const duration = (ms) => (ms < 1000 ? ms + ' ms' : ms / 1000 + ' s');

/** Width as on the screen, so that texts keep their size. */
const sheet = (element, top, inside, nowMs) => {
  const height = top + inside + EDGE.bottom;
  const width = Math.max(280, element.clientWidth);
  element.setAttribute('viewBox', '0 0 ' + width + ' ' + height);
  element.setAttribute('height', height);
  const inner = width - EDGE.left - EDGE.right;
  const windowMs = Math.min(LONGEST_MS, Math.max(SHORTEST_MS, nowMs));
  const x = (atMs) => EDGE.left + inner * (1 - (nowMs - atMs) / windowMs);
  return { width, height, x, windowMs, top, bottom: top + inside, parts: [] };
};

const axis = (to, y, label) => {
  to.parts.push(svg('line', { class: 'grid', x1: EDGE.left, x2: to.width - EDGE.right, y1: y, y2: y }));
  to.parts.push(svg('text', { x: EDGE.left - 8, y: y + 4, 'text-anchor': 'end' }, label));
};

const times = (to, nowMs) => {
  for (const [share, anchor] of [[1, 'start'], [0.5, 'middle'], [0, 'end']]) {
    const ago = Math.round((share * to.windowMs) / 1000);
    const label = ago === 0 ? 'now' : ago + ' s ago';
    to.parts.push(svg('text', { x: to.x(nowMs - share * to.windowMs), y: to.height - 4, 'text-anchor': anchor }, label));
  }
};

const shownMarks = (to, all, kind) =>
  all.filter((mark) => mark.kind === kind && to.x(mark.atMs) >= EDGE.left).map(({ atMs, what }) => ({ x: to.x(atMs), what }));

const begins = (to, all) => {
  for (const { x } of shownMarks(to, all, 'begin'))
    to.parts.push(svg('line', { class: 'begin', x1: x, x2: x, y1: to.top - 4, y2: to.bottom }));
};

const faults = (to, all) => {
  for (const { x, what } of shownMarks(to, all, 'fault')) {
    const mark = svg('path', { class: 'fault', d: 'M' + (x - 4) + ' ' + (to.top - 14) + 'h8l-4 9z' });
    mark.append(svg('title', {}, what));
    to.parts.push(mark);
  }
};

/** The names of trials, so that they do not run into each other. */
const names = (to, all) => {
  const ends = [0, 0];
  for (const { x, what } of shownMarks(to, all, 'begin')) {
    const row = ends.findIndex((end) => end <= x);
    if (row === -1) continue;
    const name = what.length > 22 ? what.slice(0, 21) + '…' : what;
    const length = name.length * 7 + 6;
    const right = x + length > to.width;
    if (right && ends[row] > x - length) continue;
    ends[row] = right ? to.width : x + length;
    const at = right ? { x: x - 4, 'text-anchor': 'end' } : { x: x + 4 };
    to.parts.push(svg('text', { y: to.top - 8 - 14 * row, ...at }, name));
  }
};

const drawHeat = (element, { points, marks: all, setup, nowMs }) => {
  const to = sheet(element, all.some(({ kind }) => kind === 'begin') ? 34 : 8, 204, nowMs);
  const rows = setup.boundsMs.length + 1;
  const high = (to.bottom - to.top) / rows;
  const y = (bucket) => to.bottom - (bucket + 1) * high;
  setup.boundsMs.forEach((bound, i) => {
    if (/^10*$/.test(String(bound))) axis(to, y(i), duration(bound));
  });
  times(to, nowMs);
  const most = Math.max(1, ...points.flatMap(({ heat }) => heat.map(([, count]) => count)));
  const wide = to.x(nowMs) - to.x(nowMs - 250) + 0.4;
  const paths = new Map();
  for (const { atMs, place, heat } of points) {
    const x = to.x(atMs - 250);
    if (x < EDGE.left) continue;
    for (const [bucket, count] of heat) {
      const level = most === 1 ? 3 : Math.min(3, Math.floor((4 * Math.log1p(count)) / Math.log1p(most + 1)));
      const key = 'p' + (place % PLACES) + ' l' + level;
      const cell = 'M' + x.toFixed(1) + ' ' + y(bucket).toFixed(1) + 'h' + wide.toFixed(1) + 'v' + (high - 0.5).toFixed(1) + 'h-' + wide.toFixed(1) + 'z';
      paths.set(key, (paths.get(key) ?? '') + cell);
    }
  }
  for (const [key, d] of paths) to.parts.push(svg('path', { class: key, d }));
  begins(to, all);
  names(to, all);
  element.replaceChildren(...to.parts);
};

/** Points that have a value and follow each other without a gap. */
const runsOf = (points, of) => {
  const runs = [];
  let before;
  for (const point of points) {
    const { atMs } = point;
    if (of(point) !== null) {
      if (before !== undefined && atMs - before <= GAP_MS) runs[runs.length - 1].push(point);
      else runs.push([point]);
    }
    before = of(point) === null ? undefined : atMs;
  }
  return runs;
};

/** A value holds until the next. */
const steps = (to, y, run, of) =>
  run.map((point, i) => {
    const [x, level] = [to.x(point.atMs).toFixed(1), y(of(point)).toFixed(1)];
    return i === 0 ? 'M' + x + ' ' + level : 'H' + x + 'V' + level;
  }).join('');

const drawLevels = (element, { points, marks: all, setup, nowMs }) => {
  const to = sheet(element, all.length > 0 ? 20 : 8, 150, nowMs);
  const shown = points.filter(({ atMs }) => to.x(atMs) >= EDGE.left);
  const values = shown.flatMap(({ waiting, running, busy, inFlight }) => [waiting, running, busy, inFlight]);
  const most = Math.max(setup.jobWorkers ?? 1, ...values.filter((value) => value !== null), 1);
  const y = (value) => to.bottom - ((to.bottom - to.top) * value) / most;
  for (const value of new Set([0, Math.round(most / 2), most])) axis(to, y(value), String(value));
  times(to, nowMs);
  const draw = (kind, of, close) => {
    const d = runsOf(shown, of).map((run) => steps(to, y, run, of) + (close ? close(run) : '')).join('');
    to.parts.push(svg('path', { class: kind, d }));
  };
  draw('waiting', (point) => point.waiting, (run) => 'V' + y(0) + 'H' + to.x(run[0].atMs).toFixed(1) + 'z');
  draw('flight', (point) => point.inFlight);
  draw('running', (point) => point.running);
  draw('busy', (point) => point.busy);
  begins(to, all);
  faults(to, all);
  element.replaceChildren(...to.parts);
};
`;
