import { performance } from 'node:perf_hooks';
import { monotonicMs } from '../../processes/clock.ts';
import { cpuMs } from '../../processes/cpu.ts';
import type { JobUse } from '../account.ts';

/** What this process, or this thread, has used so far, in ms. */
export interface Meter {
  readonly cpuMs: number;
  /** The event loop had nothing to do. */
  readonly idleMs: number;
}

/** Reading the meter twice costs as much as a very short job: a run this soon after the last one measured is not measured. */
const APART_MS = 1;

function readMeter(): Meter {
  return { cpuMs: cpuMs(), idleMs: performance.eventLoopUtilization().idle };
}

interface Use {
  runs: number;
  wallMs: number;
  cpuMs: number;
  idleMs: number;
  measuredMs: number;
}

/**
 * How much of its time each job computes. Runs beside each other share what the process used meanwhile. Of runs shorter than a
 * millisecond only some are measured.
 */
export class JobUsage {
  readonly #read: () => Meter;
  readonly #now: () => number;
  readonly #uses = new Map<string, Use>();

  /** `now` in ms. */
  constructor(read: () => Meter = readMeter, now: () => number = monotonicMs) {
    this.#read = read;
    this.#now = now;
  }

  /** When a run of that job begins: what the process has used so far, or undefined if that run is not measured. */
  begins(job: string): Meter | undefined {
    const measuredMs = this.#uses.get(job)?.measuredMs ?? Number.NEGATIVE_INFINITY;
    return this.#now() - measuredMs < APART_MS ? undefined : this.#read();
  }

  /** `beside`: runs that shared the process with it, itself included. */
  ran(job: string, wallMs: number, since: Meter, beside: number): void {
    const now = this.#read();
    const use = this.#uses.get(job) ?? { runs: 0, wallMs: 0, cpuMs: 0, idleMs: 0, measuredMs: 0 };
    use.runs++;
    use.wallMs += wallMs;
    use.cpuMs += (now.cpuMs - since.cpuMs) / beside;
    use.idleMs += now.idleMs - since.idleMs;
    use.measuredMs = this.#now();
    this.#uses.set(job, use);
  }

  account(): JobUse[] {
    return [...this.#uses].map(([job, { measuredMs: _, ...use }]) => ({ job, ...use }));
  }
}
