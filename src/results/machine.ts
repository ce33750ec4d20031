import { createHash } from 'node:crypto';
import type { Environment } from './schema.ts';

/** The properties that times depend on. */
const MACHINE = ['cpuModel', 'cpuCount', 'platform', 'kernel', 'cpuLimit', 'governor', 'node'] as const;

/** False if the two are known to differ. */
export function sameMachine(one: Environment, other: Environment): boolean {
  return MACHINE.every(
    (key) => one[key] === undefined || other[key] === undefined || one[key] === other[key],
  );
}

/** Digest of machine, system and Node. */
export function fingerprint(environment: Environment): string {
  const parts = [environment.memoryBytes, ...MACHINE.map((key) => environment[key] ?? null)];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 12);
}
