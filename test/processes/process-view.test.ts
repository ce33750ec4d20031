import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect } from 'chai';
import { isStopped } from '../../src/processes/is-stopped.ts';
import { viewOf } from '../../src/processes/process-view.ts';
import { until } from '../cluster/processes.ts';

describe('what the system says of a process', () => {
  it('is its name, parent and memory, where there is no ps either', async function () {
    // Other systems have no /proc: there, ps is the only source.
    if (process.platform !== 'linux') this.skip();
    const child = spawn('sleep', ['60']);
    await until('it is what it shall be', () => viewOf(child.pid!)?.name === 'sleep');
    const { PATH } = process.env;
    process.env.PATH = '';
    const [own, others] = [viewOf(process.pid), viewOf(child.pid!)];
    process.env.PATH = PATH;
    child.kill('SIGKILL');
    expect(others).to.include({ name: 'sleep', parent: process.pid });
    expect(own?.residentBytes).to.be.within(2 ** 24, 2 ** 33);
  });

  it('is whether it was stopped', async () => {
    const child = spawn('sleep', ['60']);
    const pid = child.pid!;
    expect(isStopped(pid)).to.equal(false);
    child.kill('SIGSTOP');
    await until('it is stopped', () => isStopped(pid));
    child.kill('SIGCONT');
    await until('it goes on', () => !isStopped(pid));
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect([viewOf(pid), isStopped(pid)]).to.deep.equal([undefined, false]);
  });
});
