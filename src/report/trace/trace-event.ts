/** Where an event belongs: `pid` groups tracks, `tid` is one track. */
interface Place {
  readonly pid: number;
  readonly tid: number;
}

interface Named {
  readonly name: string;
  readonly cat: string;
  /** µs from the start of the load. */
  readonly ts: number;
}

type Arguments = Readonly<Record<string, string | number>>;

/** The events that a trace is made of, as the trace event format of Chrome names them. `ph` is the kind of an event. */
export type TraceEvent =
  /** Names a group of tracks, or a track; orders them. */
  | (Place & {
      readonly ph: 'M';
      readonly name: 'process_name' | 'thread_name' | 'process_sort_index' | 'thread_sort_index';
      readonly args: { readonly name: string } | { readonly sort_index: number };
    })
  /** A slice. Slices of one track must nest. */
  | (Place & Named & { readonly ph: 'X'; readonly dur: number; readonly args: Arguments })
  /** Begin and end of a stretch of time that may overlap others. */
  | (Place & Named & { readonly ph: 'b' | 'e'; readonly id: string; readonly args: Arguments })
  /** An arrow from the slice around one point to the slice around another. */
  | (Place & Named & { readonly ph: 's'; readonly id: string })
  | (Place & Named & { readonly ph: 'f'; readonly bp: 'e'; readonly id: string })
  /** Values that hold until the next event of this name. */
  | (Place & Omit<Named, 'cat'> & { readonly ph: 'C'; readonly args: Readonly<Record<string, number>> })
  /** A moment of the whole group. */
  | (Place & Named & { readonly ph: 'i'; readonly s: 'p' });

export function groupName(pid: number, name: string, order: number): TraceEvent[] {
  return [
    { ph: 'M', name: 'process_name', pid, tid: 0, args: { name } },
    { ph: 'M', name: 'process_sort_index', pid, tid: 0, args: { sort_index: order } },
  ];
}

export function trackName(pid: number, tid: number, name: string): TraceEvent[] {
  return [
    { ph: 'M', name: 'thread_name', pid, tid, args: { name } },
    { ph: 'M', name: 'thread_sort_index', pid, tid, args: { sort_index: tid } },
  ];
}

/** Whole µs, the resolution of the clocks. */
export function inUs(ms: number): number {
  return Math.round(ms * 1000);
}
