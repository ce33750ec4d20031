import { v4 as uuid } from 'uuid';

/** Id of a new run; `startedAt` is an ISO time. It also names the folder, so that folders sort by time. */
export function newRunId(startedAt: string, name: string): string {
  const stamp = startedAt.slice(0, 19).replace(/[-:]/g, '');
  return `${stamp}Z-${name}-${uuid().slice(0, 8)}`;
}
