import type { PlannedFault } from '../../load/plan/fault-plan.ts';
import { monotonicMs } from '../../processes/clock.ts';
import { startTimer } from '../../processes/timer.ts';
import type { Role } from '../settings.ts';
import type { Member } from './member.ts';

/** Does to the workers what the scenario says will be done to them. */
export class FaultInjection {
  readonly #plan: readonly PlannedFault[];
  readonly #memberAt: (role: Role, index: number) => Member | undefined;
  readonly #killInPool: (index: number) => boolean;
  readonly #timers: NodeJS.Timeout[] = [];
  /** Faults that found their worker. */
  injected = 0;
  /** Of those, on HTTP workers. */
  injectedHttp = 0;

  /** `killInPool`: kills a worker of a pool, if there is one, which is no member of the cluster. */
  constructor(
    plan: readonly PlannedFault[],
    memberAt: (role: Role, index: number) => Member | undefined,
    killInPool: (index: number) => boolean = () => false,
  ) {
    this.#plan = plan;
    this.#memberAt = memberAt;
    this.#killInPool = killInPool;
  }

  start(): void {
    const startMs = monotonicMs();
    for (const fault of this.#plan) this.#at(startMs + fault.atMs, () => this.#inject(fault));
  }

  stop(): void {
    for (const timer of this.#timers) clearTimeout(timer);
  }

  #at(ms: number, act: () => void): void {
    const leftMs = ms - monotonicMs();
    if (leftMs <= 0) act();
    else this.#timers.push(startTimer(() => this.#at(ms, act), Math.ceil(leftMs)));
  }

  #inject({ fault, worker }: PlannedFault): void {
    const role = fault.hits === 'job worker' ? 'job' : 'http';
    if (role === 'job' && this.#killInPool(worker)) {
      this.injected++;
      return;
    }
    const member = this.#memberAt(role, worker);
    // A worker that is just being replaced cannot be hit.
    if (member === undefined) return;
    this.injected++;
    if (role === 'http') this.injectedHttp++;
    if ('speed' in fault) {
      const usual = member.seat.speed;
      member.tell({ control: 'speed', speed: usual * fault.speed });
      this.#at(monotonicMs() + fault.forMs, () => member.tell({ control: 'speed', speed: usual }));
    } else member.signal(fault.does === 'kill' ? 'SIGKILL' : 'SIGSTOP');
  }
}
