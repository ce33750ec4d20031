import { performance } from 'node:perf_hooks';
import type { JobUse } from '../account.ts';

/** What this process has used so far, in ms. */
export interface Meter {
  readonly cpuMs: number;
  /** The event loop had nothing to do. */
  readonly idleMs: number;
}

export function readMeter(): Meter {
  const { user, system } = process.cpuUsage();
  return { cpuMs: (user + system) / 1000, idleMs: performance.eventLoopUtilization().idle };
}

/** How much of its time each job computes. Runs beside each other share what the process used meanwhile. */
export class JobUsage {
  readonly #uses = new Map<string, { runs: number; wallMs: number; cpuMs: number; idleMs: number }>();

  /** `beside`: runs that shared the process with it, itself included. */
  ran(job: string, wallMs: number, since: Meter, beside: number): void {
    const now = readMeter();
    const use = this.#uses.get(job) ?? { runs: 0, wallMs: 0, cpuMs: 0, idleMs: 0 };
    use.runs++;
    use.wallMs += wallMs;
    use.cpuMs += (now.cpuMs - since.cpuMs) / beside;
    use.idleMs += now.idleMs - since.idleMs;
    this.#uses.set(job, use);
  }

  account(): JobUse[] {
    return [...this.#uses].map(([job, use]) => ({ job, ...use }));
  }
}
