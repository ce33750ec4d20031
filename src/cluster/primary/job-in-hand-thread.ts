import { writeSync } from 'node:fs';
import { workerData } from 'node:worker_threads';

/** The thread of `JobInHand`. Whoever watches the process gives up after 5 s; this is earlier. */
const LOOK_EVERY_MS = 500;
const LOOKS = 6;

const { shared, fd } = workerData as { shared: Float64Array; fd: number };
let event = -1;
let looks = 0;

const looking = setInterval(() => {
  const [events = 0, job = -1] = shared;
  looks = job >= 0 && events === event ? looks + 1 : 0;
  event = events;
  if (looks < LOOKS) return;
  clearInterval(looking);
  writeSync(fd, String(job));
}, LOOK_EVERY_MS);
