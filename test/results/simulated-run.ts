import { saveRun } from '../../src/results/store.ts';
import { TINY_RUN } from './tiny-run.ts';

export function saveSimulated(folder: string): Promise<void> {
  const { design: _1, trials: _2, comparisons: _3, best: _4, allAlikeP: _5, ...common } = TINY_RUN;
  const { loadModel: _6, ...scenario } = TINY_RUN.scenario;
  return saveRun(folder, { ...common, engine: 'sim', scenario, strategies: [], searches: [] });
}
