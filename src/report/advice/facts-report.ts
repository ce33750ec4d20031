import type { HeavyRoute, LogFacts } from '../../bench/advice/log-facts.ts';
import type { AccessLog } from '../../logs/read-log.ts';
import type { Counted } from '../../logs/tally.ts';
import { digits } from '../table/numbers.ts';
import { columns, type Part, type TableData } from '../table/table.ts';
import { listed } from '../table/words.ts';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const MOST_LEFT_OUT = 6;

/** What a log is, and what was not used of it. */
export function logParts(files: readonly string[], log: AccessLog): Part[] {
  const { format, firstMs, lastMs, stampStepMs, columns: all, lines, notes } = log;
  return [
    `${files.join(', ')}: ${thousands(all.count)} requests in ${thousands(lines)} lines (${format.name}), ${dateOf(firstMs)} to ${dateOf(lastMs)} (${spanInWords(lastMs - firstMs)}); stamps of ${stepInWords(stampStepMs)}, ${format.stamp === 'end' ? 'of the end' : 'of the start'}.`,
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
export function factsParts(facts: LogFacts): Part[] {
  return [
    '',
    heavyTable(facts.heavy),
    '',
    ...sourceLines(facts),
    ...facts.heavy.flatMap(({ name, mixture }) =>
      mixture === undefined
        ? []
        : [
            `${name} is two things: ${percent(1 - mixture.longShare)} take about ${time(mixture.shortMs)}, ${percent(mixture.longShare)} about ${time(mixture.longMs)}. Give them two names, if a route tells them apart (--route).`,
          ],
    ),
    '',
    peakLine(facts),
  ];
}

function heavyTable(heavy: readonly HeavyRoute[]): TableData {
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

function sourceLines({ recovered, doubts, heavy, requests }: LogFacts): string[] {
  const { source, inversion } = recovered;
  const used = heavy.reduce((sum, { serviceMs }) => sum + (serviceMs?.count ?? 0), 0);
  const how = {
    library: "the library's own record",
    field: 'a field of the log that does not depend on how many others there were',
    inversion: 'the queue, replayed backwards',
    alone: 'requests that found nobody in the system',
    utilisation: 'the load of the processors',
    bound: 'requests that found fewest others in the system',
  }[source];
  const queue =
    inversion?.holds === true
      ? ` One queue first come first served${inversion.queues === 1 ? '' : ` before each of ${inversion.queues} processes`}, ${inversion.workers} ${inversion.workers === 1 ? 'worker' : 'workers'}, fits: ${percent(inversion.contradictions)} contradictions${inversion.withFewer === null ? '' : `, with one fewer ${percent(inversion.withFewer)}`}.`
      : '';
  return [
    `Service times: from ${how}, ${thousands(used)} of ${thousands(requests.count)} requests.${queue} ${rawLine(heavy)}`,
    doubts.length === 0 ? 'Sure: yes.' : `Sure: no. ${doubts.join(' ')}`,
  ];
}

/** By how much response times would have been wrong. */
function rawLine(heavy: readonly HeavyRoute[]): string {
  const off = heavy.flatMap(({ name, serviceMs, responseMs }) =>
    serviceMs === null || responseMs === null || serviceMs.mean === 0
      ? []
      : [`${(responseMs.mean / serviceMs.mean).toFixed(1)} times as long for ${name}`],
  );
  return off.length === 0 ? '' : `Response times would have said ${listed(off, 3)}.`;
}

function peakLine({ peak }: LogFacts): string {
  const { fromMs, toMs, perSecond, busyWorkers, others, weekend } = peak;
  const bursts = peak.dispersion.flatMap(({ intervalMs, index }) =>
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
  return ms >= HOUR_MS ? `${(ms / HOUR_MS).toFixed(1)} hours` : `${(ms / 60_000).toFixed(1)} minutes`;
}

function stepInWords(ms: number): string {
  return ms === 1000 ? '1 s' : ms === 1 ? '1 ms' : 'µs';
}
