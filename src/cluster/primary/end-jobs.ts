import { sleep } from '../../processes/timer.ts';
import type { Role } from '../settings.ts';
import type { Workers } from './workers.ts';

const POLL_MS = 5;
/** A little more than a worker takes for its jobs' teardown at most. */
const MOST_MS = 1200;

/** Ends the workers that run jobs, which are those of that role. None is forked any more. */
export async function endJobs(workers: Workers, role: Role): Promise<void> {
  workers.leaveAlone();
  const computing = workers.ready.filter(({ seat }) => seat.role === role);
  for (const member of computing) member.tell({ control: 'end' });
  const endMs = performance.now() + MOST_MS;
  const isOver = () => computing.every((member) => !workers.all.includes(member));
  while (!isOver() && performance.now() < endMs) await sleep(POLL_MS);
}
