import type { TraceEvent } from '../../../src/report/trace/trace-event.ts';

type Slice = Extract<TraceEvent, { ph: 'X' }>;
type Stretch = Extract<TraceEvent, { ph: 'b' | 'e' }>;
type Arrow = Extract<TraceEvent, { ph: 's' | 'f' }>;

/** What a trace must keep to so that Perfetto and Chrome draw all of it: breaches in words. */
export function breaches(events: readonly TraceEvent[]): string[] {
  return [
    ...badTimes(events),
    ...unnamedTracks(events),
    ...slicesThatDoNotNest(events),
    ...openStretches(events),
    ...looseArrows(events),
    ...badCounters(events),
  ];
}

function badTimes(events: readonly TraceEvent[]): string[] {
  return events.flatMap((event) => {
    const times = 'ts' in event ? ['dur' in event ? event.dur : 0, event.ts] : [];
    return times.every((us) => Number.isSafeInteger(us) && us >= 0)
      ? []
      : [`bad time: ${JSON.stringify(event)}`];
  });
}

function unnamedTracks(events: readonly TraceEvent[]): string[] {
  const named = new Set(
    events.flatMap((event) =>
      event.ph === 'M' && event.name.endsWith('_name') ? [`${event.name} ${trackOf(event)}`] : [],
    ),
  );
  const missing = events.flatMap((event) => [
    ...(named.has(`process_name ${event.pid} 0`) ? [] : [`group ${event.pid} has no name`]),
    ...(event.ph !== 'X' || named.has(`thread_name ${trackOf(event)}`)
      ? []
      : [`track ${trackOf(event)} has no name`]),
  ]);
  return [...new Set(missing)];
}

/** Of two slices of a track one holds the other, or they do not touch. */
function slicesThatDoNotNest(events: readonly TraceEvent[]): string[] {
  return [...slicesByTrack(events)].flatMap(([track, slices]) => {
    const open: number[] = [];
    return slices
      .sort((a, b) => a.ts - b.ts || b.dur - a.dur)
      .flatMap(({ ts, dur }) => {
        while ((open.at(-1) ?? Number.POSITIVE_INFINITY) <= ts) open.pop();
        const crosses = ts + dur > (open.at(-1) ?? Number.POSITIVE_INFINITY);
        open.push(ts + dur);
        return crosses ? [`slices of track ${track} cross at ${ts}`] : [];
      });
  });
}

function openStretches(events: readonly TraceEvent[]): string[] {
  const begun = new Map<string, number>();
  const wrong: string[] = [];
  for (const event of events) {
    if (event.ph !== 'b' && event.ph !== 'e') continue;
    const key = keyOf(event);
    if (event.ph === 'b') {
      if (begun.has(key)) wrong.push(`${key} begins twice`);
      begun.set(key, event.ts);
    } else {
      const from = begun.get(key);
      if (from === undefined || from > event.ts) wrong.push(`${key} ends without a begin`);
      begun.delete(key);
    }
  }
  return [...wrong, ...[...begun.keys()].map((key) => `${key} never ends`)];
}

/** An arrow has one start and one end, in that order, each on a slice. */
function looseArrows(events: readonly TraceEvent[]): string[] {
  const slices = slicesByTrack(events);
  const arrows = events.filter((event): event is Arrow => event.ph === 's' || event.ph === 'f');
  const loose = arrows.filter(
    ({ pid, tid, ts }) =>
      !(slices.get(`${pid} ${tid}`) ?? []).some((slice) => slice.ts <= ts && ts <= slice.ts + slice.dur),
  );
  const starts = new Map(arrows.flatMap((one) => (one.ph === 's' ? [[one.id, one.ts]] : [])));
  const ends = arrows.filter(({ ph }) => ph === 'f');
  return [
    ...loose.map(({ ph, id }) => `arrow ${ph} ${id} is on no slice`),
    ...ends.flatMap(({ id, ts }) =>
      (starts.get(id) ?? Number.NaN) <= ts ? [] : [`arrow ${id} has no start`],
    ),
    ...(ends.length === starts.size ? [] : ['arrows without an end']),
  ];
}

function badCounters(events: readonly TraceEvent[]): string[] {
  return events.flatMap((event) =>
    event.ph !== 'C' || Object.values(event.args).every((value) => Number.isInteger(value) && value >= 0)
      ? []
      : [`bad counter: ${JSON.stringify(event)}`],
  );
}

function slicesByTrack(events: readonly TraceEvent[]): Map<string, Slice[]> {
  const tracks = new Map<string, Slice[]>();
  for (const event of events) {
    if (event.ph !== 'X') continue;
    const track = trackOf(event);
    tracks.set(track, [...(tracks.get(track) ?? []), event]);
  }
  return tracks;
}

function trackOf({ pid, tid }: { readonly pid: number; readonly tid: number }): string {
  return `${pid} ${tid}`;
}

function keyOf({ cat, id, name }: Stretch): string {
  return `${cat} ${id} ${name}`;
}
