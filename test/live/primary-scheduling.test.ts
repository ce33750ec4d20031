import { expect } from 'chai';
import { parseArms, type StrategyArm } from '../../src/catalogue/arms.ts';
import { loadDefinition } from '../../src/catalogue/load-definition.ts';
import { monotonicMs } from '../../src/live/clock.ts';
import type { Message, ReplyToPrimary } from '../../src/live/messages.ts';
import { PrimaryScheduling } from '../../src/live/primary-scheduling.ts';

const HTTP_WORKER = 1;
const JOB_WORKER = 2;
const TIMEOUT_MS = 5;

describe('a job whose deadline passes before its turn comes', () => {
  it('is answered as one that never started, though its worker gives it back before the primary saw the time', async () => {
    const [parsed] = await parseArms(['pull-fifo'], 1);
    const arm = parsed as StrategyArm;
    const posted: Message[] = [];
    const scheduling = new PrimaryScheduling(
      arm,
      await loadDefinition(arm.file.module),
      { queueLimit: 10, timeoutMs: TIMEOUT_MS, seed: 1 },
      { post: (_worker, message) => posted.push(message) },
      (error) => expect.fail(error.message),
    );
    const correlationId = 'a';
    scheduling.workerJoined(JOB_WORKER, 1);
    scheduling.requested({
      kind: 'request to primary',
      header: { correlationId, sender: HTTP_WORKER },
      payload: { type: 'short', work: { runs: 'sleep', sizeMs: 1 }, key: '', timeoutMs: TIMEOUT_MS },
    });
    const lateMs = monotonicMs() + 2 * TIMEOUT_MS;
    while (monotonicMs() < lateMs);
    const notRun: ReplyToPrimary = {
      kind: 'reply to primary',
      header: { correlationId, sender: JOB_WORKER, attempt: 1 },
      payload: { ok: false, startedMs: 0, serviceMs: 0, result: undefined, error: 'too late' },
    };
    scheduling.replied(notRun);
    const [request, answer] = posted;
    expect(request).to.have.nested.property('header.attempt', 1);
    expect(answer).to.have.property('kind', 'reply from primary');
    expect(answer).to.have.property('payload').that.includes({
      outcome: 'timedOut',
      jobWorker: 0,
      waitMs: -1,
      serviceMs: -1,
    });
    scheduling.wakeAt(Number.POSITIVE_INFINITY);
  });
});
