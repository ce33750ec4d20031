import type { Member } from '../primary/member.ts';
import type { PrimaryScheduling } from '../primary/primary-scheduling.ts';
import type { Role } from '../settings.ts';

export interface WorkerStats {
  readonly id: number;
  readonly pid: number;
  readonly role: Role;
  readonly ready: boolean;
  /** Of job workers; 0 for others. */
  readonly jobs: number;
  readonly busyMs: number;
  readonly unfinished: number;
}

export function workerStats(
  { id, pid, seat, ready }: Member,
  scheduling: PrimaryScheduling | undefined,
): WorkerStats {
  const counts =
    seat.role === 'job' && scheduling !== undefined
      ? scheduling.workerCounts(id)
      : { jobs: 0, busyMs: 0, unfinished: 0 };
  return { id, pid, role: seat.role, ready, ...counts };
}
