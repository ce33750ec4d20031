import { guardProcess } from '../cluster/job-worker/guard-process.ts';
import { JobWorker } from '../cluster/job-worker/job-worker.ts';
import type { Jobs } from '../cluster/job-worker/jobs.ts';
import { messageOf } from '../jobs/thrown.ts';
import { ownJobs } from './own-jobs.ts';
import { leaveSignalsToPrimary, WorkerSide } from './worker-side.ts';

/** The process, or the thread, of an app's job worker. What it needs of the process it holds: no job can put something else in its place. */
const exit = process.exit.bind(process);
const side = new WorkerSide();
process.on('disconnect', () => exit(0));
const settings = await side.settings();
if (settings.signals) leaveSignalsToPrimary();
guardProcess();

function work(jobs: Jobs): void {
  const worker = new JobWorker(side.id, side.channel, 1, jobs, () => side.tell({ control: 'retire' }));
  let isClosing = false;
  const close = async () => {
    if (isClosing) return;
    isClosing = true;
    await worker.abandonAll();
    // How long that may take is the primary's to say.
    await Promise.allSettled([...jobs.byName.values()].map((job) => job.teardown()));
    exit(0);
  };
  side.listen({
    handle(message) {
      if (message.kind === 'request from primary') worker.accept(message);
      else if (message.kind === 'probe') worker.probed(message.header.correlationId);
      else if (message.kind === 'abandonment') worker.abandon(message.header.correlationId);
    },
    handled: () => worker.work(),
    close: () => void close(),
  });
  // While it computes it does not see that its channel is gone.
  side.endWithPrimary();
  side.tell({ control: 'ready' });
}

try {
  work(await ownJobs(settings.jobs, `job worker ${side.id}`));
} catch (error) {
  side.tell({ control: 'failed', cause: 'job', reason: messageOf(error) }, () => exit(1));
}
