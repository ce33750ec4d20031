import type { ArmParameters, StrategyArm } from '../../../catalogue/arms.ts';
import { loadDefinition } from '../../../catalogue/load-definition.ts';
import type { StrategyDefinition } from '../../../contract/strategy.ts';
import { answerTask } from '../forked.ts';
import { type Cell, compile, nsPerJob } from './decision-time.ts';
import { floor } from './floor.ts';

export interface DecisionTask {
  readonly arm: StrategyArm | 'floor';
  /** In measuring order. */
  readonly cells: readonly Cell[];
  readonly sampleMs: number;
}

/** The process that measures one strategy once at every cluster size. */
answerTask(async (task) => {
  const { arm, cells, sampleMs } = task as DecisionTask;
  if (arm === 'floor') return measure(floor, {}, floor.window, cells, sampleMs);
  return measure(
    await loadDefinition(arm.file.module),
    arm.parameters,
    arm.window ?? Number.POSITIVE_INFINITY,
    cells,
    sampleMs,
  );
});

function measure(
  definition: StrategyDefinition,
  parameters: ArmParameters,
  window: number,
  cells: readonly Cell[],
  sampleMs: number,
): number[] {
  compile(definition, parameters, window);
  return cells.map((cell) => nsPerJob(definition, parameters, window, cell, sampleMs));
}
