import type { RequestRecord } from '../../measuring/summary/request-record.ts';
import { inLanes, type Laid } from './lanes.ts';
import { levels } from './levels.ts';
import { groupName, inUs, type TraceEvent, trackName } from './trace-event.ts';
import { type JobSpan, jobOf, type Mark, type TracedTrial } from './traced-trial.ts';

/** Most lanes of one worker: it numbers their tracks. */
const LANES = 1000;

/** A request or its job, as a slice of a track. */
interface Slice {
  readonly request: RequestRecord;
  readonly fromUs: number;
  readonly toUs: number;
}

/** The events of one trial, in two groups of tracks: its workers with their jobs, and its connections with their requests. */
export function trialEvents({ name, requests, marks }: TracedTrial, order: number): TraceEvent[] {
  const workers = 2 * order + 1;
  const clients = workers + 1;
  const sent = requests.filter(({ connection }) => connection >= 0);
  return [
    ...groupName(workers, `${name}: workers`, workers),
    ...levels(workers, sent),
    ...marks.map((mark) => momentOf(workers, mark)),
    ...jobTracks(workers, sent),
    ...sent.flatMap((request) => waiting(workers, request)),
    ...groupName(clients, `${name}: requests`, clients),
    ...requestTracks(clients, workers, sent),
  ];
}

function momentOf(pid: number, { atMs, what }: Mark): TraceEvent {
  return { ph: 'i', s: 'p', name: what, cat: 'fault', pid, tid: 0, ts: inUs(atMs) };
}

function jobTracks(pid: number, requests: readonly RequestRecord[]): TraceEvent[] {
  return [...byNumber(jobSlices(requests), ({ job }) => job.worker)].flatMap(([worker, own]) => {
    const laid = inLanes(own);
    return [
      ...tracks(pid, worker, `worker ${worker}`, laid),
      ...laid.flatMap(({ item: { request }, lane, fromUs, toUs }): TraceEvent[] => {
        const tid = worker * LANES + lane;
        return [
          {
            ...{ ph: 'X', name: request.type, cat: 'job', pid, tid, ts: fromUs, dur: toUs - fromUs },
            args: { request: request.seq, waitedMs: request.waitMs, serviceMs: request.serviceMs },
          },
          { ...arrow(pid, request), ph: 'f', bp: 'e', tid, ts: fromUs },
        ];
      }),
    ];
  });
}

/** A connection carries one request at a time. */
function requestTracks(pid: number, workers: number, requests: readonly RequestRecord[]): TraceEvent[] {
  const slices = requests.map((request) => {
    return { request, fromUs: inUs(request.sentMs), toUs: inUs(request.endedMs) };
  });
  return [...byNumber(slices, ({ request }) => request.connection)].flatMap(([connection, own]) => {
    const laid = inLanes(own);
    return [
      ...tracks(pid, connection, `connection ${connection}`, laid),
      ...laid.flatMap(({ item: { request }, lane, fromUs, toUs }): TraceEvent[] => {
        const { seq, type, outcome, status, intendedMs, endedMs } = request;
        const tid = connection * LANES + lane;
        return [
          {
            ...{ ph: 'X', name: type, cat: 'request', pid, tid, ts: fromUs, dur: toUs - fromUs },
            args: { request: seq, outcome, status, responseMs: rounded(endedMs - intendedMs) },
          },
          ...(jobOf(request) === undefined
            ? []
            : [{ ...arrow(workers, request), ph: 's', pid, tid, ts: fromUs } as const]),
        ];
      }),
    ];
  });
}

/** From the arrival in the primary to the start at a worker. */
function waiting(pid: number, request: RequestRecord): TraceEvent[] {
  const { waitMs, type, seq } = request;
  const job = jobOf(request);
  if (job === undefined) return [];
  const common = { name: 'waiting', cat: 'wait', pid, tid: 0, id: `${pid}-${seq}` };
  const endUs = inUs(job.startMs);
  const startUs = Math.max(0, Math.min(endUs, inUs(job.startMs - Math.max(0, waitMs))));
  return [
    { ...common, ph: 'b', ts: startUs, args: { type, request: seq } },
    { ...common, ph: 'e', ts: endUs, args: {} },
  ];
}

function arrow(pid: number, { seq, type }: RequestRecord) {
  return { name: type, cat: 'request', pid, id: `${pid}-${seq}` } as const;
}

function tracks(pid: number, number: number, name: string, laid: readonly Laid<Slice>[]): TraceEvent[] {
  const lanes = [...new Set(laid.map(({ lane }) => lane))].sort((a, b) => a - b);
  return lanes.flatMap((lane) =>
    trackName(pid, number * LANES + lane, lane === 0 ? name : `${name}, ${lane + 1}`),
  );
}

function jobSlices(requests: readonly RequestRecord[]): (Slice & { readonly job: JobSpan })[] {
  return requests.flatMap((request) => {
    const job = jobOf(request);
    return job === undefined ? [] : [{ request, job, fromUs: inUs(job.startMs), toUs: inUs(job.endMs) }];
  });
}

function byNumber<Item>(items: readonly Item[], numberOf: (item: Item) => number): [number, Item[]][] {
  const groups = new Map<number, Item[]>();
  for (const item of items) {
    const own = groups.get(numberOf(item));
    if (own === undefined) groups.set(numberOf(item), [item]);
    else own.push(item);
  }
  return [...groups].sort(([a], [b]) => a - b);
}

function rounded(ms: number): number {
  return Math.round(ms * 1000) / 1000;
}
