import { answerTask } from '../forked.ts';
import type { LoopResult, PathPlan, System } from './plan.ts';

/** Each is loaded only when it is measured, so that none affects the others. */
const SYSTEMS: Readonly<Record<System, () => Promise<(plan: PathPlan) => Promise<LoopResult>>>> = {
  coalesced: async () => (await import('./coalesced/primary.ts')).runCoalesced,
  plain: async () => (await import('./plain/primary.ts')).runPlain,
  article: async () => (await import('./article/primary.ts')).runArticle,
  direct: async () => (await import('./coalesced/direct.ts')).runDirect,
  bare: async () => (await import('./bare/primary.ts')).runBare,
  'jest-worker': async () => (await import('./pools/jest-worker.ts')).runJestWorker,
  'worker-farm': async () => (await import('./pools/worker-farm.ts')).runWorkerFarm,
  workerpool: async () => (await import('./pools/workerpool.ts')).runWorkerpool,
  tinypool: async () => (await import('./pools/tinypool.ts')).runTinypool,
  poolifier: async () => (await import('./pools/poolifier.ts')).runPoolifier,
  piscina: async () => (await import('./pools/piscina.ts')).runPiscina,
  library: async () => (await import('./pools/library.ts')).runLibrary,
};

/** The primary of one dispatch path, which measures it once. Its workers end with it. */
answerTask(async (task) => {
  const plan = task as PathPlan;
  const run = await SYSTEMS[plan.system]();
  return run(plan);
});
