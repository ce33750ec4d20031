import type { LoadReport, Worker } from '../contract/job.ts';

/** The answer of a worker to a probe, and how many more jobs may use it. */
interface Probe {
  readonly worker: Worker;
  readonly atMs: number;
  readonly latencyMs: number;
  unfinished: number;
  usesLeft: number;
}

/** The latest answers to probes, one for each worker, at most `capacity`. Every operation is O(capacity). */
export class ProbePool {
  readonly #capacity: number;
  readonly #hotQuantile: number;
  /** Oldest first. */
  #probes: Probe[] = [];

  /** A worker is hot if it has more unfinished jobs than this quantile of the pool. */
  constructor(capacity: number, hotQuantile: number) {
    this.#capacity = capacity;
    this.#hotQuantile = hotQuantile;
  }

  get size(): number {
    return this.#probes.length;
  }

  add(worker: Worker, { unfinished, latencyMs }: LoadReport, atMs: number, usesLeft: number): void {
    this.forget(worker);
    if (this.#probes.length === this.#capacity) this.removeOldest();
    this.#probes.push({ worker, atMs, latencyMs, unfinished, usesLeft });
  }

  forget(worker: Worker): void {
    this.#probes = this.#probes.filter((probe) => probe.worker !== worker);
  }

  forgetBefore(ms: number): void {
    this.#probes = this.#probes.filter(({ atMs }) => atMs >= ms);
  }

  /** The cold worker with the lowest latency; if all are hot, the one with the fewest unfinished jobs. Counts as a use. */
  use(): Worker | undefined {
    const coldest = this.#coldestFirst()[0];
    if (coldest === undefined) return undefined;
    coldest.unfinished++;
    coldest.usesLeft--;
    if (coldest.usesLeft <= 0) this.#remove(coldest);
    return coldest.worker;
  }

  removeOldest(): void {
    this.#probes.shift();
  }

  removeWorst(): void {
    this.#remove(this.#coldestFirst().at(-1));
  }

  #remove(probe: Probe | undefined): void {
    this.#probes = this.#probes.filter((other) => other !== probe);
  }

  /** Lexicographic order: cold before hot, cold ones by latency, hot ones by unfinished jobs. */
  #coldestFirst(): Probe[] {
    const counts = this.#probes.map(({ unfinished }) => unfinished).sort((a, b) => a - b);
    const hotAbove = counts[Math.min(counts.length - 1, Math.floor(this.#hotQuantile * counts.length))] ?? 0;
    const cold = this.#probes.filter(({ unfinished }) => unfinished <= hotAbove);
    const hot = this.#probes.filter(({ unfinished }) => unfinished > hotAbove);
    cold.sort((a, b) => a.latencyMs - b.latencyMs || a.unfinished - b.unfinished);
    hot.sort((a, b) => a.unfinished - b.unfinished || a.latencyMs - b.latencyMs);
    return [...cold, ...hot];
  }
}
