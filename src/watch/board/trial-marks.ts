import { faultPlan } from '../../load/plan/fault-plan.ts';
import type { MeasuredScenario } from '../../load/plan/scenario-states.ts';

interface Happened {
  readonly what: string;
  /** By the scenario. */
  readonly isPlanned: boolean;
}

/** What went wrong in a trial on purpose or otherwise, as far as the commanding process knows. */
export class TrialMarks {
  /** By time. */
  readonly #planned: { readonly atMs: number; readonly what: string }[];
  readonly #faults: number;
  #deaths = 0;

  constructor(planned: readonly { readonly atMs: number; readonly what: string }[]) {
    this.#planned = [...planned];
    this.#faults = planned.length;
  }

  /** The faults of the scenario in a trial with this seed. */
  static planned(scenario: MeasuredScenario, seed: number): TrialMarks {
    const faults = faultPlan(scenario, seed).map(({ atMs, fault, worker }) => {
      return { atMs, what: `${fault.does} ${fault.hits} ${worker + 1}` };
    });
    return new TrialMarks(faults);
  }

  /** What happened since it was asked last. Deaths of workers are news only where the scenario has no faults. */
  until(elapsedMs: number, workerDeaths: number): Happened[] {
    const due = this.#planned.findIndex(({ atMs }) => atMs > elapsedMs);
    const happened = this.#planned
      .splice(0, due === -1 ? this.#planned.length : due)
      .map(({ what }) => ({ what, isPlanned: true }));
    const died = workerDeaths - this.#deaths;
    this.#deaths = workerDeaths;
    if (died > 0 && this.#faults === 0)
      happened.push({ what: died === 1 ? 'a worker died' : `${died} workers died`, isPlanned: false });
    return happened;
  }
}
