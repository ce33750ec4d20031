import { MissingTool } from '../../../../core/missing-tool.ts';

/** What the dispatch path is compared with. They are development dependencies, so an installed package does not bring them. */
const POOLS = ['jest-worker', 'worker-farm', 'workerpool', 'tinypool', 'poolifier', 'piscina'];

/** Throws MissingTool unless all of them can be loaded. `isThere` asks for one. */
export function requirePools(isThere = canBeLoaded): void {
  const missing = POOLS.filter((name) => !isThere(name));
  if (missing.length === 0) return;
  throw new MissingTool(
    `the dispatch path is compared with packages that are not installed: npm install --save-dev ${missing.join(' ')}`,
  );
}

function canBeLoaded(name: string): boolean {
  try {
    import.meta.resolve(name);
    return true;
  } catch {
    return false;
  }
}
