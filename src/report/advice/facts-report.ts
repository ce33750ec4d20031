import type { Counted } from '../../logs/tally.ts';
import type { AdviceFindings, Peak, Route } from '../../results/advice-schema.ts';
import { digits } from '../table/numbers.ts';
import { columns, type Part, type TableData } from '../table/table.ts';
import { counted, listed } from '../table/words.ts';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
const MOST_LEFT_OUT = 6;

export const NONE_HEAVY =
  'No route is heavy: none has a twentieth of the response time and 5 ms on average. Name those that are: --heavy=<names>.';

/** What a log is, and what was not used of it. */
export function logParts({ log }: AdviceFindings): Part[] {
  const { files, format, firstMs, lastMs, stampStepMs, requests, lines, stamp, notes } = log;
  return [
    `${files.join(', ')}: ${thousands(requests)} requests in ${thousands(lines)} lines (${format}), ${dateOf(firstMs)} to ${dateOf(lastMs)} (${spanInWords(lastMs - firstMs)}); stamps of ${stepInWords(stampStepMs)}, ${stamp === 'end' ? 'of the end' : 'of the start'}.`,
    ...leftOutLine('Left out', log.leftOut),
    ...leftOutLine('Not understood', log.notUnderstood),
    ...notes,
  ];
}

function leftOutLine(what: string, all: readonly Counted[]): string[] {
  if (all.length === 0) return [];
  const named = all.map(({ name, count, first }) => `${thousands(count)} ${name} (first ${first})`);
  return [`${what}: ${listed(named, MOST_LEFT_OUT)}.`];
}

/** The heavy routes with what they cost, how that was found, and when most came. */
export function factsParts(found: AdviceFindings): Part[] {
  const heavy = found.routes.filter((route) => route.heavy);
  const [first] = heavy;
  if (found.peak === null || first === undefined) return ['', NONE_HEAVY];
  return [
    '',
    heavyTable(heavy),
    '',
    ...sourceLines(found, first, heavy),
    ...heavy.flatMap(({ name, mixture }) =>
      mixture === null
        ? []
        : [
            `${name} is two things: ${percent(1 - mixture.longShare)} take about ${time(mixture.shortMs)}, ${percent(mixture.longShare)} about ${time(mixture.longMs)}. Give them two names, if a route tells them apart (--route).`,
          ],
    ),
    '',
    peakLine(found.peak),
  ];
}

export function heavyTable(heavy: readonly Route[]): TableData {
  return {
    columns: [
      { name: 'heavy route', align: 'l', key: true },
      { name: 'called', align: 'l' },
      { name: 'requests', align: 'r' },
      ...columns('r', ['mean', 'p50', 'p95'], 'ms').map((column) => ({ ...column, group: 'service time' })),
      ...columns('r', ['mean', 'p95'], 'ms').map((column) => ({ ...column, group: 'response time' })),
    ],
    rows: heavy.map(({ route, name, requests, serviceMs, responseMs }) => [
      route,
      name,
      thousands(requests),
      ...[serviceMs?.mean, serviceMs?.p50, serviceMs?.p95, responseMs?.mean, responseMs?.p95].map((ms) =>
        digits(ms ?? null),
      ),
    ]),
  };
}

const SOURCE_IN_WORDS = {
  library: "the library's own record",
  field: 'a field of the log that does not depend on how many others there were',
  inversion: 'the queue, replayed backwards',
  alone: 'requests that found nobody in the system',
  utilisation: 'the load of the processors',
  bound: 'requests that found fewest others in the system',
};

function sourceLines(
  { queue, doubts, heavyRequests }: AdviceFindings,
  { source }: Route,
  heavy: readonly Route[],
): string[] {
  const used = heavy.reduce((sum, { serviceMs }) => sum + (serviceMs?.count ?? 0), 0);
  const how = source === null ? 'nowhere' : SOURCE_IN_WORDS[source];
  const fits =
    queue?.holds === true
      ? ` One queue first come first served${queue.queues === 1 ? '' : ` before each of ${queue.queues} processes`}, ${counted(queue.workers, 'worker')}, fits: ${percent(queue.contradictions)} contradictions${queue.withFewer === null ? '' : `, with one fewer ${percent(queue.withFewer)}`}.`
      : '';
  return [
    `Service times: from ${how}, ${thousands(used)} of ${thousands(heavyRequests)} requests.${fits} ${rawLine(heavy)}`,
    doubts.length === 0 ? 'Sure: yes.' : `Sure: no. ${doubts.join(' ')}`,
  ];
}

/** How well the service times are known, for readers of the advice alone. */
export function certaintyInWords({ doubts, heavyRequests, routes }: AdviceFindings): string {
  const source = routes.find((route) => route.heavy)?.source ?? null;
  const how = source === null ? '' : ` from ${SOURCE_IN_WORDS[source]}`;
  return doubts.length === 0
    ? `The service times of ${thousands(heavyRequests)} heavy requests are known${how}.`
    : `The service times are not sure: ${doubts[0]}`;
}

/** By how much response times would have been wrong. */
function rawLine(heavy: readonly Route[]): string {
  const off = heavy.flatMap(({ name, serviceMs, responseMs }) =>
    serviceMs === null || responseMs === null || serviceMs.mean === 0
      ? []
      : [`${(responseMs.mean / serviceMs.mean).toFixed(1)} times as long for ${name}`],
  );
  return off.length === 0 ? '' : `Response times would have said ${listed(off, 3)}.`;
}

export function peakLine({
  fromMs,
  toMs,
  perSecond,
  busyWorkers,
  others,
  weekend,
  dispersion,
}: Peak): string {
  const bursts = dispersion.flatMap(({ intervalMs, index }) =>
    index === null ? [] : [`${index.toFixed(1)} at ${intervalMs / 1000} s`],
  );
  return [
    `Peak: ${dateOf(fromMs)} ${clock(fromMs)}–${clock(toMs)} UTC${weekend ? ', a weekend' : ''}: ${digits(perSecond)} heavy requests/s, work for ${busyWorkers.toFixed(1)} workers`,
    others === null
      ? ''
      : `; the busiest quarters of other days have ${digits(others[0])} to ${digits(others[1])}/s`,
    bursts.length === 0 ? '' : `. Index of dispersion ${bursts.join(', ')} (1 is Poisson)`,
    '.',
  ].join('');
}

export function time(ms: number): string {
  return ms >= 10_000 ? `${digits(ms / 1000)} s` : `${digits(ms)} ms`;
}

function percent(share: number): string {
  return `${Number((share * 100).toPrecision(2))} %`;
}

function thousands(n: number): string {
  return n.toLocaleString('en-US');
}

function dateOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

function clock(ms: number): string {
  return new Date(ms).toISOString().slice(11, 16);
}

export function spanInWords(ms: number): string {
  if (ms >= 2 * DAY_MS) return `${(ms / DAY_MS).toFixed(1)} days`;
  if (ms >= HOUR_MS) return `${(ms / HOUR_MS).toFixed(1)} hours`;
  return ms >= MINUTE_MS ? `${(ms / MINUTE_MS).toFixed(1)} minutes` : `${Math.round(ms / 1000)} seconds`;
}

function stepInWords(ms: number): string {
  return ms === 1000 ? '1 s' : ms === 1 ? '1 ms' : 'µs';
}
