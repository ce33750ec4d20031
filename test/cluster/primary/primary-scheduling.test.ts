import { expect } from 'chai';
import { parseArms } from '../../../src/catalogue/arm-syntax.ts';
import type { StrategyArm } from '../../../src/catalogue/arms.ts';
import { loadDefinition } from '../../../src/catalogue/load-definition.ts';
import { PrimaryScheduling } from '../../../src/cluster/primary/primary-scheduling.ts';
import type { Message, ReplyToPrimary } from '../../../src/cluster/wire/messages.ts';
import type { StrategyDefinition } from '../../../src/contract/strategy.ts';
import { monotonicMs } from '../../../src/processes/clock.ts';

const HTTP_WORKER = 1;
const JOB_WORKER = 2;
const JOB_WORKERS = [2, 3];
const TIMEOUT_MS = 5;

describe('a job whose deadline passes before its turn comes', () => {
  it('is answered as one that never started, though its worker gives it back before the primary saw the time', async () => {
    const [parsed] = await parseArms(['pull-fifo'], 1);
    const arm = parsed as StrategyArm;
    const sent: Message[] = [];
    const scheduling = new PrimaryScheduling(
      arm,
      await loadDefinition(arm.file.module),
      { queueLimit: 10, timeoutMs: TIMEOUT_MS, seed: 1, jobs: [] },
      { send: (_worker, message) => sent.push(message) },
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
    const [request, answer] = sent;
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

function reply(sender: number, attempt: number, ok: boolean): ReplyToPrimary {
  const payload = { ok, startedMs: 1, serviceMs: 1, result: undefined, error: ok ? '' : 'no' };
  return { kind: 'reply to primary', header: { correlationId: 'a', sender, attempt }, payload };
}

describe('the scheduling of a primary', () => {
  let arm: StrategyArm;
  let definition: StrategyDefinition;
  let scheduling: PrimaryScheduling;
  let sent: { readonly to: number; readonly message: Message }[];

  before(async () => {
    arm = (await parseArms(['round-robin'], 1))[0] as StrategyArm;
    definition = await loadDefinition(arm.file.module);
  });
  beforeEach(() => {
    sent = [];
    scheduling = new PrimaryScheduling(
      arm,
      definition,
      { queueLimit: 10, timeoutMs: 60_000, seed: 1, jobs: [] },
      { send: (to, message) => sent.push({ to, message }) },
      (error) => expect.fail(error.message),
    );
    for (const worker of JOB_WORKERS) scheduling.workerJoined(worker, 1);
  });

  /** Whether it was new. */
  function request(): boolean {
    return scheduling.requested({
      kind: 'request to primary',
      header: { correlationId: 'a', sender: HTTP_WORKER },
      payload: { type: 'short', work: { runs: 'sleep', sizeMs: 1 }, key: '', timeoutMs: 60_000 },
    });
  }

  it('listens to the worker and the attempt that have the job, and to nobody else', () => {
    request();
    const worker = sent[0]!.to;
    const [other] = JOB_WORKERS.filter((one) => one !== worker);
    scheduling.replied(reply(other!, 1, false));
    scheduling.replied(reply(worker, 2, false));
    expect(sent).to.have.length(1);
    scheduling.replied(reply(worker, 1, true));
    scheduling.replied(reply(worker, 1, true));
    expect(sent.slice(1).map(({ to }) => to)).to.deep.equal([HTTP_WORKER]);
    expect(sent[1]!.message).to.have.nested.property('payload.outcome', 'ok');
    expect(scheduling.account().tally).to.include({ staleReplies: 3, settled: 1 });
  });

  it('takes a request once, however often it comes', () => {
    expect([request(), request()]).to.deep.equal([true, false]);
    expect(scheduling.account().tally.arrived).to.equal(1);
    scheduling.replied(reply(sent[0]!.to, 1, true));
    expect(request(), 'another, later').to.equal(true);
    scheduling.replied(reply(sent.at(-1)!.to, 1, true));
  });

  it('answers nobody whose client is gone', () => {
    request();
    scheduling.cancelled({ kind: 'cancellation', header: { correlationId: 'a', sender: HTTP_WORKER } });
    scheduling.replied(reply(sent[0]!.to, 1, true));
    expect(sent).to.have.length(1);
    expect(scheduling.account().tally.outcomes).to.include({ cancelled: 1, ok: 0 });
  });
});
