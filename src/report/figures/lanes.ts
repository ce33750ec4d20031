import * as Plot from '@observablehq/plot';
import type { Job, Lanes, WhoRanWhat } from '../model/lanes.ts';
import { waitInWords } from '../model/lanes.ts';
import { tickMs } from './axis.ts';
import type { Key, Panel } from './chart.ts';
import { WIDTHS } from './svg.ts';

const LANE_PX = 18;
const GAP_PX = 3;
/** Height of a waiting request's line; more than this many at once share lines. */
const WAIT_PX = 2;
const MOST_WAITING = 40;
/** Shades for types of jobs, the shortest the palest. */
const SHADES = 4;

/** A panel for each strategy, all over the same time. */
export function lanePanels({ strategies, fromMs, toMs, types }: WhoRanWhat): Panel[] {
  return strategies.map((lanes, i) => ({
    caption: `${lanes.strategy}: it waits ${waitInWords(lanes)}`,
    plot: (width) => {
      const { lines, most } = waitingLines(lanes.jobs, fromMs, toMs);
      const top = most * WAIT_PX + 6;
      const height = top + lanes.workers.length * (LANE_PX + GAP_PX);
      const isLast = i === strategies.length - 1;
      const laneOf = (worker: number) => top + lanes.workers.indexOf(worker) * (LANE_PX + GAP_PX);
      const clipped = (ms: number) => Math.min(toMs, Math.max(fromMs, ms)) - fromMs;
      const bars = (jobs: readonly Job[], fill: string) =>
        Plot.rect(jobs, {
          x1: (job) => clipped(job.startMs),
          x2: (job) => clipped(job.endMs),
          y1: (job) => laneOf(job.worker),
          y2: (job) => laneOf(job.worker) + LANE_PX,
          fill,
          stroke: 'var(--page)',
          strokeWidth: 0.5,
        });
      const running = lanes.jobs.filter((job) => job.startMs < toMs && job.seq !== lanes.marked.seq);
      const waits = (marked: boolean) =>
        Plot.rect(
          lines.filter(({ job }) => (job.seq === lanes.marked.seq) === marked),
          {
            x1: ({ job }) => clipped(job.dueMs),
            x2: ({ job }) => clipped(job.startMs),
            y1: ({ line }) => top - 6 - line * WAIT_PX,
            y2: ({ line }) => top - 6 - (line + (marked ? 1.5 : 0.7)) * WAIT_PX,
            fill: marked ? 'var(--bad)' : 'var(--quiet)',
            fillOpacity: marked ? 1 : 0.55,
          },
        );
      return {
        width: WIDTHS[width],
        height: height + (isLast ? 44 : 8),
        marginLeft: width === 'wide' ? 70 : 26,
        marginRight: 8,
        marginTop: 4,
        marginBottom: isLast ? 40 : 4,
        x: {
          domain: [0, toMs - fromMs],
          label: isLast ? 'ms' : null,
          ticks: isLast ? (width === 'wide' ? 10 : 5) : [],
          tickFormat: tickMs,
          labelArrow: 'none',
        },
        y: { domain: [0, height], range: [4, height + 4], axis: null },
        marks: [
          Plot.rect(lanes.workers, {
            x1: 0,
            x2: toMs - fromMs,
            y1: laneOf,
            y2: (worker) => laneOf(worker) + LANE_PX,
            fill: 'var(--raised)',
          }),
          waits(false),
          ...shades(types).map(({ own, colour }) =>
            bars(
              running.filter(({ type }) => own.includes(type)),
              colour,
            ),
          ),
          waits(true),
          ...(lanes.marked.startMs < toMs
            ? [bars([widened(lanes.marked, (toMs - fromMs) / WIDTHS[width])], 'var(--bad)')]
            : []),
          Plot.ruleX([clipped(lanes.marked.dueMs)], { stroke: 'var(--bad)', strokeDasharray: '2 2' }),
          Plot.text(lanes.workers, {
            frameAnchor: 'left',
            textAnchor: 'end',
            dx: -6,
            y: (worker) => laneOf(worker) + LANE_PX / 2,
            text: (worker) => (width === 'wide' ? `worker ${worker}` : String(worker)),
            fill: 'var(--quiet)',
          }),
        ],
      };
    },
  }));
}

export function laneKeys(types: readonly string[]): Key[] {
  return [
    { colour: 'var(--bad)', text: 'the marked request, waiting and running' },
    ...shades(types).map(({ own, colour }) => ({ colour, text: own.join(', ') })),
    { colour: 'var(--quiet)', text: 'other requests, waiting' },
  ];
}

/** A short job is a few px wide, to be seen. */
function widened(job: Job, msPerPx: number): Job {
  return { ...job, endMs: Math.max(job.endMs, job.startMs + 3 * msPerPx) };
}

/** The longest types share the last shade if there are more types than shades. */
function shades(types: readonly string[]): { own: readonly string[]; colour: string }[] {
  const step = types.length < 2 ? 0 : (SHADES - 1) / (Math.min(types.length, SHADES) - 1);
  return types.slice(0, SHADES).map((type, i) => ({
    own: i === SHADES - 1 ? types.slice(i) : [type],
    colour: `var(--t${types.length === 1 ? 1 : Math.round(i * step)})`,
  }));
}

/** Waiting requests, each on the lowest line that is free while it waits. */
function waitingLines(jobs: readonly Job[], fromMs: number, toMs: number) {
  const freeAt: number[] = [];
  let most = 1;
  const lines = jobs
    .filter((job) => job.startMs > fromMs && job.dueMs < toMs)
    .toSorted((a, b) => a.dueMs - b.dueMs)
    .map((job) => {
      const free = freeAt.findIndex((ms) => ms <= job.dueMs);
      const line = Math.min(free < 0 ? freeAt.length : free, MOST_WAITING - 1);
      freeAt[line] = Math.max(freeAt[line] ?? 0, job.startMs);
      most = Math.max(most, line + 1);
      return { job, line };
    });
  return { lines, most };
}
