import { createHash } from 'node:crypto';
import type { Environment } from './schema.ts';

/** What must be the same for times to be. */
const MACHINE = ['cpuModel', 'cpuCount', 'platform', 'kernel', 'cpuLimit', 'governor', 'node'] as const;

/** False where the two are known to differ. */
export function sameMachine(one: Environment, other: Environment): boolean {
  return MACHINE.every(
    (key) => one[key] === undefined || other[key] === undefined || one[key] === other[key],
  );
}

/** Of machine, system and Node. */
export function fingerprint(environment: Environment): string {
  const parts = [environment.memoryBytes, ...MACHINE.map((key) => environment[key] ?? null)];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 12);
}
