import { v4 as uuid } from 'uuid';
import { IdTable } from '../../../../cluster/wire/id-table.ts';
import { malformed, mustBeOk } from '../failure.ts';
import { NO_OP } from '../no-op.ts';
import type { LoopResult, PathPlan } from '../plan.ts';
import { drive } from '../pools/drive.ts';
import { scheduleJobs } from './scheduling.ts';

/** This project's path without HTTP workers, as in a process pool: the primary makes the requests. */
export async function runDirect(plan: PathPlan): Promise<LoopResult> {
  const open = new IdTable<() => void>();
  /** Answers of the present batch. The next jobs may be requested only after the dispatcher's turn. */
  const answers: (() => void)[] = [];
  let strays = 0;
  function askOn(): void {
    for (const answered of answers.splice(0)) answered();
  }

  const scheduling = await scheduleJobs(plan.window, (message) => {
    if (message.kind !== 'reply from primary') return malformed(message);
    mustBeOk(message.payload);
    const answered = open.take(message.header.correlationId);
    if (answered === undefined) strays++;
    else if (answers.push(answered) === 1) process.nextTick(askOn);
  });

  const result = await drive(plan, (answered) => {
    const correlationId = uuid();
    open.set(correlationId, answered);
    scheduling.requested({
      kind: 'request to primary',
      header: { correlationId, sender: 0 },
      payload: NO_OP,
    });
  });
  return { ...result, strays };
}
