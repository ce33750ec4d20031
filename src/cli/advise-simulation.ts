import { type Advised, advise, type Present } from '../bench/advice/advice.ts';
import type { LogFacts } from '../bench/advice/log-facts.ts';
import { lengthsByType, otherPeaks, peakScenario } from '../bench/advice/peak-traffic.ts';
import { parseArms } from '../catalogue/arm-syntax.ts';
import type { Arm, StrategyArm } from '../catalogue/arms.ts';
import { endInspection } from '../catalogue/inspection.ts';
import type { Goal } from '../results/advice-schema.ts';
import { interruption } from './interruption.ts';
import { CountProgress } from './progress.ts';
import { type TaskOptions, withTasks } from './task-world.ts';

/** Simulates the peak under every strategy that may be used, on all numbers of workers worth a look. */
export async function simulatePeak(
  facts: LogFacts,
  goals: readonly Goal[],
  present: Present,
  strategies: readonly string[],
  where: TaskOptions,
): Promise<Advised> {
  const asked = [...strategies, ...(present.strategy === null ? [] : [present.strategy])];
  const arms = (await parseArms(asked, undefined)).filter(isAllowed);
  endInspection();
  const peak = {
    scenario: peakScenario(facts, 'The peak.', 1),
    others: otherPeaks(facts),
    servicesMs: lengthsByType(facts),
    goals,
  };
  const interrupted = interruption();
  const progress = new Steps();
  try {
    const onDone = (what: string, done: number, of: number) => progress.show(what, done, of);
    return await withTasks(where, arms, (world) =>
      advise(peak, arms, facts.peak.busyWorkers, present, { onDone, signal: interrupted.signal, world }),
    );
  } finally {
    progress.end();
    interrupted.forget();
  }
}

/** A service knows the type of a request, not how long it will take or which requests share a key. */
function isAllowed(arm: Arm): arm is StrategyArm {
  return arm.kind === 'strategy' && !arm.uses.includes('exact size') && !arm.uses.includes('key');
}

/** One line of progress for each step. */
class Steps {
  #what = '';
  #progress: CountProgress | undefined;

  show(what: string, done: number, of: number): void {
    if (what !== this.#what) {
      this.end();
      this.#progress = new CountProgress(what);
      this.#what = what;
    }
    this.#progress?.show(done, of);
  }

  end(): void {
    this.#progress?.end();
  }
}
