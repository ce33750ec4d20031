import type { Member } from '../cluster/primary/member.ts';
import { sleep } from '../processes/timer.ts';
import type { AppPrimary } from './app-primary.ts';

const POLL_MS = 5;
const MOST_FAREWELL_MS = 1000;

/**
 * Ends the workers: HTTP workers answer what they have, open jobs end, job workers tear their jobs down. What is not over after
 * `graceMs` is killed.
 */
export async function closeWorkers(primary: AppPrimary, graceMs: number): Promise<void> {
  const endMs = performance.now() + graceMs;
  const isOver = async (done: () => boolean, keptMs = 0): Promise<void> => {
    while (!done() && performance.now() < endMs - keptMs) await sleep(POLL_MS);
  };
  const { workers, scheduling } = primary;
  primary.rest();
  // They have nothing yet, and may not hear.
  for (const member of workers.all) if (!member.ready) member.signal('SIGKILL');
  const http = of(primary, 'http');
  for (const member of http) member.tell({ control: 'close' });
  await isOver(() => http.every((member) => !member.isConnected));
  // Whatever else keeps an app alive, such as its pool of connections, ends as the app says.
  for (const member of of(primary, 'http')) member.signal('SIGTERM');
  // Jobs that are not over by then hear it by their signal, and have the rest of the time for it.
  await isOver(() => scheduling?.drained ?? true, Math.min(MOST_FAREWELL_MS, graceMs / 2));
  const jobs = of(primary, 'job');
  for (const member of jobs) member.tell({ control: 'end' });
  await isOver(() => workers.all.length === 0);
  workers.stop();
  scheduling?.stop();
  primary.local.giveUp();
}

function of({ workers }: AppPrimary, role: 'http' | 'job'): Member[] {
  return workers.all.filter(({ seat }) => seat.role === role);
}
