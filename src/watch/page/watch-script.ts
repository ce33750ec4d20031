/** Follows the events of a run and shows them. As text, like the charts, and after them. */
export const WATCH_SCRIPT = `
const of = (id) => document.getElementById(id);
const MOST = { points: 480, marks: 100, lines: 200 };
const rows = new Map();
let state = { points: [], marks: [], setup: { boundsMs: [], jobWorkers: null }, nowMs: 0 };
let group = null;
let over = false;

const number = (value) =>
  value === null ? '–' : value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
const clock = (ms) => Math.floor(ms / 60000) + ':' + String(Math.floor(ms / 1000) % 60).padStart(2, '0');
const element = (name, text, kind) => {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  if (kind) made.className = kind;
  return made;
};

const begin = (setup) => {
  rows.clear();
  state = { points: [], marks: [], setup, nowMs: 0 };
  group = setup.firstGroup;
  of('title').textContent = setup.title;
  of('name').textContent = setup.rowsAre;
  of('note').hidden = setup.rowsAre !== 'strategy';
  of('lines').replaceChildren();
  of('groups').replaceChildren();
};

const keep = (items, fresh, most) => {
  items.push(...fresh);
  if (items.length > most) items.splice(0, items.length - most);
};

const showGroups = () => {
  const names = [...new Set([...rows.values()].map((row) => row.group))].filter((name) => name !== null);
  of('pick').hidden = names.length < 2;
  if (names.length > 0 && !names.includes(group)) group = names[0];
  const select = of('groups');
  if (select.options.length === names.length) return;
  select.replaceChildren(...names.map((name) => element('option', name)));
  select.value = group;
};

const showRows = (now) => {
  const shown = [...rows.values()].filter((row) => row.group === null || row.group === group);
  shown.sort((a, b) => a.place - b.place);
  of('table').replaceChildren(...shown.map((row) => {
    const line = element('tr', undefined, row.name === now ? 'now' : '');
    const head = element('th');
    head.scope = 'row';
    head.append(element('span', undefined, 'swatch p' + (row.place % PLACES)), row.name);
    const cells = [row.count, row.bad].map(String).concat([row.p50, row.p95, row.p99].map(number));
    line.append(head, ...cells.map((text) => element('td', text, 'number')));
    return line;
  }));
};

const showLines = (fresh) => {
  const list = of('lines');
  for (const { atMs, text } of fresh) {
    const line = element('li');
    line.append(element('time', clock(atMs)), element('span', text));
    list.prepend(line);
  }
  while (list.children.length > MOST.lines) list.lastChild.remove();
};

/** The charts in words, for who cannot see them. */
const say = () => {
  const recent = state.points.filter(({ atMs }) => atMs > state.nowMs - 10000);
  const counts = state.setup.boundsMs.map(() => 0).concat(0);
  for (const { heat } of recent) for (const [bucket, count] of heat) counts[bucket] += count;
  const all = counts.reduce((sum, count) => sum + count, 0);
  const within = (share) => {
    let seen = 0;
    const bucket = counts.findIndex((count) => (seen += count) >= share * all);
    const bound = state.setup.boundsMs[bucket];
    return bound === undefined ? 'more than ' + duration(state.setup.boundsMs.at(-1)) : duration(bound);
  };
  if (all > 0)
    of('heat-says').textContent = 'In the last 10 s: ' + all + ' good answers, half of them within ' + within(0.5) +
      ', 95 % within ' + within(0.95) + '. A stronger colour means more answers.';
  const fault = state.marks.filter(({ kind }) => kind === 'fault').at(-1);
  const trouble = fault === undefined ? '' : ' Last fault, ' + Math.round((state.nowMs - fault.atMs) / 1000) + ' s ago: ' + fault.what + '.';
  const last = state.points.at(-1);
  of('key-flight').hidden = last === undefined || last.inFlight === null;
  if (last !== undefined)
    of('levels-says').textContent = last.running === null
      ? (last.inFlight === null ? 'Nobody has said yet.' : 'Now: ' + last.inFlight + ' requests unanswered.')
      : 'Now: ' + last.waiting + ' jobs waiting, ' + last.running + ' at workers; ' + last.busy + ' of ' + state.setup.jobWorkers + ' workers busy.' + trouble;
};

const draw = () => {
  if (document.hidden) return;
  const { marks: all } = state;
  drawHeat(of('heat'), state);
  drawLevels(of('levels'), state);
  const begun = all.filter(({ kind }) => kind === 'begin').at(-1);
  showGroups();
  showRows(over ? undefined : begun?.what);
  say();
};

const take = (frame) => {
  if (frame.setup !== undefined) begin(frame.setup);
  state.nowMs = frame.atMs;
  for (const row of frame.rows) rows.set(JSON.stringify([row.name, row.group]), row);
  keep(state.points, frame.points, MOST.points);
  keep(state.marks, frame.marks, MOST.marks);
  showLines(frame.lines);
  const { what, share, leftMs } = frame.progress;
  if (of('what').textContent !== what) of('what').textContent = what;
  of('share').parentElement.hidden = share === null;
  if (share !== null) of('share').value = share;
  of('left').textContent = leftMs === null ? '' : clock(leftMs) + ' left';
  document.title = (share === null ? '' : Math.floor(share * 100) + ' % ') + state.setup.title;
  if (frame.over !== null) end(frame.over);
  draw();
};

const connection = (text, kind) => {
  of('connection').textContent = text;
  document.body.className = kind;
};

const source = new EventSource('events');
source.onopen = () => connection('live', 'live');
source.onmessage = ({ data }) => take(JSON.parse(data));
source.onerror = () => {
  if (!over) connection('connection lost, trying again', 'lost');
};
const end = (how) => {
  over = true;
  source.close();
  connection('over', '');
  of('over').textContent = how;
  of('over').hidden = false;
  of('what').textContent = '';
  of('share').parentElement.hidden = true;
};
of('groups').addEventListener('change', ({ target }) => {
  group = target.value;
  draw();
});
document.addEventListener('visibilitychange', draw);
addEventListener('resize', draw);
`;
