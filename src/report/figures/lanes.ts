import * as Plot from '@observablehq/plot';
import { type Job, type Lanes, type WhoRanWhat, waitInWords } from '../model/lanes.ts';
import { tick } from './axis.ts';
import type { Key, Panel } from './chart.ts';
import { WIDTHS, type Width } from './svg.ts';

const LANE_PX = 18;
const LANE_STEP_PX = LANE_PX + 3;
/** Distance of two waiting requests; more than this many at once share lines. */
const WAIT_PX = 2;
const MOST_WAITING = 40;
const WAIT_GAP_PX = 6;
/** Shades for types of jobs, the shortest the palest. */
const SHADES = 4;
/** A short job is this wide, to be seen. */
const SHORTEST_PX = 3;
const LEFT_PX = { wide: 70, narrow: 26 } as const;
const AXIS_PX = 40;

/** A panel for each strategy, all over the same time. */
export function lanePanels(picture: WhoRanWhat): Panel[] {
  const { strategies } = picture;
  return strategies.map((lanes, i) => ({
    caption: `${lanes.strategy}: it waits ${waitInWords(lanes)}`,
    plot: (width) => plotOf(lanes, picture, width, i === strategies.length - 1),
  }));
}

export function laneKeys(types: readonly string[]): Key[] {
  return [
    { colour: 'var(--bad)', text: 'the marked request, waiting and running' },
    ...shades(types).map(({ own, colour }) => ({ colour, text: own.join(', ') })),
    { colour: 'var(--quiet)', text: 'other requests, waiting' },
  ];
}

function plotOf(lanes: Lanes, picture: WhoRanWhat, width: Width, isLast: boolean): Plot.PlotOptions {
  const { fromMs, toMs, types } = picture;
  const waiting = waitingLines(lanes.jobs, fromMs, toMs);
  const top = waiting.most * WAIT_PX + WAIT_GAP_PX;
  const height = top + lanes.workers.length * LANE_STEP_PX;
  const place: Place = {
    x: (ms) => Math.min(toMs, Math.max(fromMs, ms)) - fromMs,
    lane: (worker) => top + lanes.workers.indexOf(worker) * LANE_STEP_PX,
    line: (line) => top - WAIT_GAP_PX - line * WAIT_PX,
    msPerPx: (toMs - fromMs) / WIDTHS[width],
  };
  const axis = isLast ? { label: 'ms', ticks: width === 'wide' ? 10 : 5 } : { label: null, ticks: [] };
  return {
    width: WIDTHS[width],
    height: height + (isLast ? AXIS_PX + 4 : 8),
    marginLeft: LEFT_PX[width],
    marginRight: 8,
    marginTop: 4,
    marginBottom: isLast ? AXIS_PX : 4,
    x: { domain: [0, toMs - fromMs], tickFormat: tick, labelArrow: 'none', ...axis },
    y: { domain: [0, height], range: [4, height + 4], axis: null },
    marks: [
      ...emptyLanes(lanes, toMs - fromMs, place, width),
      ...jobsOf(lanes, waiting.lines, types, toMs, place),
    ],
  };
}

/** Where things are: times in ms across, px down. */
interface Place {
  readonly x: (ms: number) => number;
  readonly lane: (worker: number) => number;
  readonly line: (line: number) => number;
  readonly msPerPx: number;
}

function emptyLanes({ workers }: Lanes, spanMs: number, { lane }: Place, width: Width) {
  return [
    Plot.rect([...workers], {
      x1: 0,
      x2: spanMs,
      y1: lane,
      y2: (one) => lane(one) + LANE_PX,
      fill: 'var(--raised)',
    }),
    Plot.text([...workers], {
      frameAnchor: 'left',
      textAnchor: 'end',
      dx: -6,
      y: (one) => lane(one) + LANE_PX / 2,
      text: (one) => (width === 'wide' ? `worker ${one}` : String(one)),
      fill: 'var(--quiet)',
    }),
  ];
}

function jobsOf(
  { jobs, marked }: Lanes,
  lines: readonly Line[],
  types: readonly string[],
  toMs: number,
  place: Place,
) {
  const isMarked = ({ seq }: Job) => seq === marked.seq;
  const running = jobs.filter((job) => job.startMs < toMs);
  const others = running.filter((job) => !isMarked(job));
  return [
    waits(
      lines.filter(({ job }) => !isMarked(job)),
      0.7,
      'var(--quiet)',
      place,
    ),
    ...shades(types).map(({ own, colour }) =>
      bars(
        others.filter(({ type }) => own.includes(type)),
        colour,
        place,
      ),
    ),
    waits(
      lines.filter(({ job }) => isMarked(job)),
      1.5,
      'var(--bad)',
      place,
    ),
    bars(
      running.filter(isMarked).map((job) => widened(job, place.msPerPx)),
      'var(--bad)',
      place,
    ),
    Plot.ruleX([place.x(marked.dueMs)], { stroke: 'var(--bad)', strokeDasharray: '2 2' }),
  ];
}

function bars(jobs: readonly Job[], fill: string, { x, lane }: Place) {
  return Plot.rect([...jobs], {
    x1: ({ startMs }) => x(startMs),
    x2: ({ endMs }) => x(endMs),
    y1: ({ worker }) => lane(worker),
    y2: ({ worker }) => lane(worker) + LANE_PX,
    fill,
    stroke: 'var(--page)',
    strokeWidth: 0.5,
  });
}

function waits(lines: readonly Line[], thickness: number, fill: string, { x, line: y }: Place) {
  return Plot.rect([...lines], {
    x1: ({ job }) => x(job.dueMs),
    x2: ({ job }) => x(job.startMs),
    y1: ({ line }) => y(line),
    y2: ({ line }) => y(line + thickness),
    fill,
  });
}

function widened(job: Job, msPerPx: number): Job {
  return { ...job, endMs: Math.max(job.endMs, job.startMs + SHORTEST_PX * msPerPx) };
}

/** The longest types share the last shade if there are more types than shades. */
function shades(types: readonly string[]): { own: readonly string[]; colour: string }[] {
  if (types.length === 1) return [{ own: types, colour: 'var(--t1)' }];
  const step = (SHADES - 1) / (Math.min(types.length, SHADES) - 1);
  return types.slice(0, SHADES).map((type, i) => ({
    own: i === SHADES - 1 ? types.slice(i) : [type],
    colour: `var(--t${Math.round(i * step)})`,
  }));
}

/** A waiting request and the line it is drawn on, from the lanes upwards. */
interface Line {
  readonly job: Job;
  readonly line: number;
}

/** Each on the lowest line that is free while it waits. */
function waitingLines(jobs: readonly Job[], fromMs: number, toMs: number): { lines: Line[]; most: number } {
  const freeAt: number[] = [];
  const lines = jobs
    .filter((job) => job.startMs > fromMs && job.dueMs < toMs)
    .toSorted((a, b) => a.dueMs - b.dueMs)
    .map((job) => {
      const free = freeAt.findIndex((ms) => ms <= job.dueMs);
      const line = Math.min(free < 0 ? freeAt.length : free, MOST_WAITING - 1);
      freeAt[line] = Math.max(freeAt[line] ?? 0, job.startMs);
      return { job, line };
    });
  return { lines, most: Math.max(1, freeAt.length) };
}
