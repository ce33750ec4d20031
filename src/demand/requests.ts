/** Recorded requests by arrival, a column for each fact. Times in ms since 1970, or from any other moment. */
export interface Requests {
  readonly count: number;
  readonly startMs: Float64Array;
  readonly endMs: Float64Array;
  /** Number of its type. */
  readonly type: Uint8Array;
  /** 1 where the end is that of its work; 0 where it was given up earlier (time-outs, clients that left, errors). */
  readonly whole: Uint8Array;
  /** Number of the process or server that the log names; 0 for all where it names none. */
  readonly pool: Uint16Array;
}

/** Only those, in that order. */
export function pick(requests: Requests, indices: Uint32Array): Requests {
  return {
    count: indices.length,
    startMs: picked(requests.startMs, indices),
    endMs: picked(requests.endMs, indices),
    type: Uint8Array.from(indices, (i) => requests.type[i] as number),
    whole: Uint8Array.from(indices, (i) => requests.whole[i] as number),
    pool: Uint16Array.from(indices, (i) => requests.pool[i] as number),
  };
}

export function picked(column: Float64Array, indices: Uint32Array): Float64Array {
  return Float64Array.from(indices, (i) => column[i] as number);
}

/** Indices of each value of a column, ascending. */
export function indicesBy(column: ArrayLike<number>, count: number): Map<number, Uint32Array> {
  const sizes = new Map<number, number>();
  for (let i = 0; i < count; i++) {
    const value = column[i] as number;
    sizes.set(value, (sizes.get(value) ?? 0) + 1);
  }
  const found = new Map([...sizes].map(([value, size]) => [value, new Uint32Array(size)]));
  const next = new Map<number, number>();
  for (let i = 0; i < count; i++) {
    const value = column[i] as number;
    const place = next.get(value) ?? 0;
    (found.get(value) as Uint32Array)[place] = i;
    next.set(value, place + 1);
  }
  return found;
}
