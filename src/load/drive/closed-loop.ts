import type { RequestShape } from '../plan/request-mix.ts';
import { generateLoad, type LoadTarget, type RequestSource } from './generator.ts';
import type { LoadResult } from './load-result.ts';
import type { DueRequest } from './request-log.ts';

export interface ClosedLoopLoad extends LoadTarget {
  /**
   * The next request of a connection. Each connection needs its own random stream; otherwise the requests depend on the
   * order of the answers.
   */
  readonly next: (connection: number) => RequestShape;
  readonly warmupMs: number;
  /** After the warm-up. */
  readonly durationMs: number;
}

/** Closed loop: each connection sends its next request as soon as it has the answer to the last. */
export function runClosedLoop(load: ClosedLoopLoad): Promise<LoadResult> {
  return generateLoad(load, new ClosedSource(load));
}

class ClosedSource implements RequestSource {
  readonly lastDueMs: number;
  readonly #load: ClosedLoopLoad;
  #taken = 0;

  constructor(load: ClosedLoopLoad) {
    this.#load = load;
    this.lastDueMs = load.warmupMs + load.durationMs;
  }

  dueMs(): Float64Array {
    return new Float64Array(0);
  }

  take(nowMs: number, connection: number): DueRequest | undefined {
    if (this.exhausted(nowMs)) return undefined;
    const shape = this.#load.next(connection);
    return { ...shape, seq: this.#taken++, warmup: nowMs < this.#load.warmupMs, intendedMs: nowMs };
  }

  exhausted(nowMs: number): boolean {
    return nowMs >= this.lastDueMs;
  }

  untaken(): DueRequest[] {
    return [];
  }
}
