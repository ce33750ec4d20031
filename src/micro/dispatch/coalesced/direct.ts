import { v4 as uuid } from 'uuid';
import { PendingRequests } from '../../../live/pending-requests.ts';
import { malformed, mustBeOk } from '../failure.ts';
import { NO_OP } from '../no-op.ts';
import type { LoopResult, PathPlan } from '../plan.ts';
import { drive } from '../pools/drive.ts';
import { scheduleJobs } from './scheduling.ts';

/** The half of this project's way that a process pool does: requests are made in the primary. */
export async function runDirect(plan: PathPlan): Promise<LoopResult> {
  const pending = new PendingRequests();
  const scheduling = await scheduleJobs(plan.window, (message) => {
    if (message.kind === 'reply from primary') pending.resolve(message.header.correlationId, message.payload);
    else malformed(message);
  });

  async function run(answered: () => void): Promise<void> {
    const correlationId = uuid();
    const answer = pending.wait(correlationId, NO_OP.timeoutMs);
    scheduling.requested({
      kind: 'request to primary',
      header: { correlationId, sender: 0 },
      payload: NO_OP,
    });
    mustBeOk(await answer);
    answered();
  }

  const result = await drive(plan, run);
  return { ...result, strays: pending.late };
}
