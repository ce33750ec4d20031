import { alternativeOf } from '../../catalogue/alternatives.ts';
import { type Arm, isAlternative } from '../../catalogue/arms.ts';
import { MissingTool } from '../../core/missing-tool.ts';
import { requireServers } from '../servers/loopback-server.ts';

/** Throws MissingTool unless the packages and servers of these arms are installed. `isThere` asks for a package. */
export function requireAlternatives(arms: readonly Arm[], isThere = canBeLoaded): void {
  const wanted = arms.filter(isAlternative).map(({ name }) => alternativeOf(name));
  const missing = new Set(wanted.flatMap(({ packages }) => packages).filter((name) => !isThere(name)));
  if (missing.size > 0) {
    const names = [...missing].join(' ');
    throw new MissingTool(`${names} not installed: npm install --save-dev ${names}`);
  }
  requireServers([...new Set(wanted.flatMap(({ server }) => server ?? []))]);
}

function canBeLoaded(name: string): boolean {
  try {
    import.meta.resolve(name);
    return true;
  } catch {
    return false;
  }
}
