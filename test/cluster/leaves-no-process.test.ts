import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { ClusterFailure, ClusterProcess } from '../../src/cluster/cluster-process.ts';
import { clusterSettings } from '../../src/cluster/settings.ts';
import { descendantsOf } from '../lab/micro/descendants.ts';
import { startBusyCluster } from './busy-cluster.ts';
import { runs, untilGone } from './processes.ts';
import { guardOf, startCluster, TINY } from './tiny-cluster.ts';

describe('a cluster', function () {
  this.timeout(60_000);

  it('ends with the program that started it, however that ends and however long its jobs are', async () => {
    const program = fork(fileURLToPath(new URL('./abandoned-cluster.js', import.meta.url)));
    const [pids] = (await once(program, 'message')) as [number[]];
    expect(pids.filter(runs)).to.deep.equal(pids);
    program.kill('SIGKILL');
    await untilGone(pids);
  });

  it('ends with the program that started it, even while its primary is stopped', async () => {
    const program = fork(fileURLToPath(new URL('./abandoned-cluster.js', import.meta.url)));
    const [pids] = (await once(program, 'message')) as [number[]];
    process.kill(pids[0]!, 'SIGSTOP');
    program.kill('SIGKILL');
    await untilGone(pids);
  });

  it('whose program, primary and guard are killed at once leaves no worker either, however long its jobs are', async function () {
    // The test finds the guard in /proc, which other systems do not have.
    if (process.platform !== 'linux') this.skip();
    const program = fork(fileURLToPath(new URL('./abandoned-cluster.js', import.meta.url)));
    const [pids] = (await once(program, 'message')) as [number[]];
    const group = descendantsOf(pids[0]!);
    const guard = guardOf({ pids });
    expect(guard, 'a shell and its other half').to.have.length(2);
    for (const pid of [...guard, program.pid!, pids[0]!]) process.kill(pid, 'SIGKILL');
    await untilGone(group);
  });

  it('ends with its primary, however long its jobs are, and says so', async () => {
    const cluster = await startBusyCluster();
    const failed = cluster.whenFailed().catch((error: unknown) => error);
    process.kill(cluster.pids[0]!, 'SIGKILL');
    const error = await failed;
    expect(error).to.be.instanceOf(ClusterFailure);
    expect(error).to.include({ fault: 'cluster', message: 'the primary ended by SIGKILL' });
    await untilGone(cluster.pids);
    await cluster.stop();
  });

  it('ends when it is told to, even while its primary is stopped', async () => {
    const cluster = await startCluster(TINY, 'round-robin', 1);
    process.kill(cluster.pids[0]!, 'SIGSTOP');
    await cluster.stop();
    await untilGone(cluster.pids);
  });

  it('that cannot start says whose fault that is; none leaves a process when it is stopped', async () => {
    const first = await startCluster(TINY, 'round-robin', 1);
    expect(first.pids).to.have.length(4);
    expect(first.pids.filter(runs)).to.deep.equal([...first.pids]);
    const port = Number(new URL(first.url).port);
    const settings = clusterSettings(TINY, { kind: 'inline', label: 'inline' }, 1, port, 'silent');
    const error = await ClusterProcess.start(settings).catch((e: unknown) => e);
    await first.stop();
    expect(error).to.be.instanceOf(ClusterFailure);
    expect(error).to.include({ fault: 'port taken', message: `port ${port} is taken` });
    await untilGone(first.pids);
  });
});
