import { ClosedLoop } from '../closed-loop.ts';
import type { LoopResult, PathPlan } from '../plan.ts';

/** The closed loop in the primary itself. `run` starts one job and says when it has been answered. */
export function drive(plan: PathPlan, run: (answered: () => void) => void): Promise<LoopResult> {
  return new Promise((resolve) => {
    const loop = new ClosedLoop(
      plan,
      () => run(() => loop.answered()),
      (answers, elapsedMs) => resolve({ answers, strays: 0, elapsedMs }),
    );
    loop.start();
  });
}
