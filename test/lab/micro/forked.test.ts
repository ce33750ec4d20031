import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { inFreshProcess } from '../../../src/lab/micro/forked.ts';
import { untilGone } from '../../cluster/processes.ts';

const ANSWERING = new URL('./answering.js', import.meta.url);

async function messageOf(attempt: Promise<unknown>): Promise<string> {
  const error = await attempt.then(
    () => expect.fail('it should have failed'),
    (reason: unknown) => reason,
  );
  return error instanceof Error ? error.message : String(error);
}

describe('a measurement in a fresh process', () => {
  it('gives back what the process answers, Infinity included', async () => {
    const answer = await inFreshProcess(ANSWERING, { size: 16 });
    expect(answer).to.deep.equal({ task: { size: 16 }, limit: Number.POSITIVE_INFINITY });
  });

  it('fails with the error that the process met', async () => {
    expect(await messageOf(inFreshProcess(ANSWERING, 'fail'))).to.include('asked to fail');
  });

  it('ends with the program that asked for it, even one that is killed while it computes', async function () {
    this.timeout(60_000);
    const program = fork(fileURLToPath(new URL('./abandoned-computation.js', import.meta.url)), {
      silent: true,
    });
    const [pid] = (await once(program.stderr!, 'data')) as [Buffer];
    program.kill('SIGKILL');
    await untilGone([Number(pid)]);
  });

  it('fails when the process ends without an answer, and says how it ended', async () => {
    expect(await messageOf(inFreshProcess(ANSWERING, 'die'))).to.match(
      /answering\.js ended without a result \(exit code 3\)/,
    );
  });
});
