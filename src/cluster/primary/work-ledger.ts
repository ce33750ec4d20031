import { MovingMean } from '../../toolkit/moving-mean.ts';

/** What the workers have done, as far as their replies tell: by worker, and by type of request. */
export class WorkLedger {
  readonly #meanMsByType = new Map<string, MovingMean>();
  readonly #ran = new Map<number, { jobs: number; busyMs: number }>();
  readonly #lateByType = new Map<string, number>();

  joined(worker: number): void {
    if (!this.#ran.has(worker)) this.#ran.set(worker, { jobs: 0, busyMs: 0 });
  }

  /** `late` if the request had been answered before its result came. */
  ran(type: string, worker: number, serviceMs: number, late: boolean): void {
    if (late) this.#lateByType.set(type, (this.#lateByType.get(type) ?? 0) + 1);
    const mean = this.#meanMsByType.get(type) ?? new MovingMean();
    mean.add(serviceMs);
    this.#meanMsByType.set(type, mean);
    const ran = this.#ran.get(worker);
    if (ran === undefined) return;
    ran.jobs++;
    ran.busyMs += serviceMs;
  }

  /** What a job of that type took lately; 0 as long as nobody knows. */
  estimateMs(type: string): number {
    return this.#meanMsByType.get(type)?.value ?? 0;
  }

  /** Attempts that a worker gave back, and what they took. */
  of(worker: number): { readonly jobs: number; readonly busyMs: number } {
    return this.#ran.get(worker) ?? { jobs: 0, busyMs: 0 };
  }

  lateByType(): Record<string, number> {
    return Object.fromEntries(this.#lateByType);
  }
}
