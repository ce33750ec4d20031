const CHUNK = 65_536;

interface Chunk {
  readonly stampMs: Float64Array;
  /** A third of the memory of doubles would be enough for µs of an hour. */
  readonly durationMs: Float32Array;
  readonly serviceMs: Float32Array | undefined;
  readonly route: Uint16Array;
  readonly pool: Uint16Array;
  readonly whole: Uint8Array;
}

/** One request as it is kept. */
export interface Row {
  stampMs: number;
  durationMs: number;
  /** NaN if the log does not say it. */
  serviceMs: number;
  route: number;
  pool: number;
  /** 1 if its end is that of its work. */
  whole: number;
}

/** All requests of a log in the order of its lines, 20 bytes each; it grows without being copied. */
export class Columns {
  readonly #chunks: Chunk[] = [];
  readonly #hasService: boolean;
  count = 0;

  constructor(hasService: boolean) {
    this.#hasService = hasService;
  }

  add({ stampMs, durationMs, serviceMs, route, pool, whole }: Row): void {
    const at = this.count % CHUNK;
    if (at === 0) this.#chunks.push(newChunk(this.#hasService));
    const chunk = this.#chunks[this.#chunks.length - 1] as Chunk;
    chunk.stampMs[at] = stampMs;
    chunk.durationMs[at] = durationMs;
    if (chunk.serviceMs !== undefined) chunk.serviceMs[at] = serviceMs;
    chunk.route[at] = route;
    chunk.pool[at] = pool;
    chunk.whole[at] = whole;
    this.count++;
  }

  /** Calls with the same row for each. */
  forEach(take: (row: Readonly<Row>, index: number) => void): void {
    const row: Row = { stampMs: 0, durationMs: 0, serviceMs: Number.NaN, route: 0, pool: 0, whole: 1 };
    for (let i = 0; i < this.count; i++) {
      const chunk = this.#chunks[Math.floor(i / CHUNK)] as Chunk;
      const at = i % CHUNK;
      row.stampMs = chunk.stampMs[at] as number;
      row.durationMs = chunk.durationMs[at] as number;
      row.serviceMs = chunk.serviceMs?.[at] ?? Number.NaN;
      row.route = chunk.route[at] as number;
      row.pool = chunk.pool[at] as number;
      row.whole = chunk.whole[at] as number;
      take(row, i);
    }
  }

  setStamp(index: number, ms: number): void {
    (this.#chunks[Math.floor(index / CHUNK)] as Chunk).stampMs[index % CHUNK] = ms;
  }
}

function newChunk(hasService: boolean): Chunk {
  return {
    stampMs: new Float64Array(CHUNK),
    durationMs: new Float32Array(CHUNK),
    serviceMs: hasService ? new Float32Array(CHUNK) : undefined,
    route: new Uint16Array(CHUNK),
    pool: new Uint16Array(CHUNK),
    whole: new Uint8Array(CHUNK),
  };
}
