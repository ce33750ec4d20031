import { spawn } from 'node:child_process';
import { expect } from 'chai';
import { CHECK_EVERY_MS, PrimaryWatch, whyStuck } from '../../src/cluster/primary-watch.ts';
import { isStopped } from '../../src/processes/is-stopped.ts';
import { until } from './processes.ts';

describe('the watch over a primary', () => {
  /** When a primary that was last heard then counts as stuck, if checks come every so many ms. */
  function stuckAtMs(everyMs: number, heardMs?: number): number | undefined {
    const watch = new PrimaryWatch();
    if (heardMs !== undefined) watch.heard(heardMs);
    for (let nowMs = everyMs; nowMs < 60_000; nowMs += everyMs) if (watch.isStuck(nowMs)) return nowMs;
    return undefined;
  }

  it('takes it for stuck when it has been silent for 5 s, unless the checks themselves were held up', () => {
    expect(stuckAtMs(CHECK_EVERY_MS, 1000)).to.equal(6000);
    expect(stuckAtMs(2 * CHECK_EVERY_MS + 1, 1000)).to.equal(undefined);
  });

  it('lets it take its time until its first word', () => {
    expect(stuckAtMs(CHECK_EVERY_MS)).to.equal(undefined);
  });

  it('blames the strategy of one that computes, with the job if that is known', () => {
    expect(whyStuck(process.pid, 'mine', '7')).to.deep.equal({
      cause: 'strategy',
      reason: 'the primary has been stuck for 5 s: strategy mine seems never to return from job 7',
    });
    expect(whyStuck(process.pid, 'mine', undefined).reason).to.match(/seems never to return$/);
    expect(whyStuck(process.pid, undefined, undefined).cause).to.equal('cluster');
  });

  it('blames no strategy for a primary that was stopped', async () => {
    const primary = spawn('sleep', ['60']);
    primary.kill('SIGSTOP');
    await until('it is stopped', () => isStopped(primary.pid!));
    const why = whyStuck(primary.pid!, 'mine', '7');
    primary.kill('SIGKILL');
    expect(why).to.deep.equal({
      cause: 'cluster',
      reason: 'the primary was stopped by a signal, for over 5 s',
    });
  });
});
