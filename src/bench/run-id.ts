import { v4 as uuid } from 'uuid';

/** Of a new run; `startedAt` as ISO writes it. Names its folder too, so that folders by name are runs by time. */
export function newRunId(startedAt: string, name: string): string {
  const stamp = startedAt.slice(0, 19).replace(/[-:]/g, '');
  return `${stamp}Z-${name}-${uuid().slice(0, 8)}`;
}
