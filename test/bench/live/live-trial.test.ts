import { expect } from 'chai';
import { drivenLoad } from '../../../src/bench/live/live-trial.ts';
import { ClusterFailure, type ClusterProcess } from '../../../src/cluster/cluster-process.ts';
import { freePort } from '../../../src/cluster/primary/free-port.ts';
import { TINY } from '../../cluster/tiny-cluster.ts';
import { ARM } from '../outcome.ts';

describe('the load of a trial', () => {
  it('that cannot reach its cluster is a failure of the cluster, with the address', async () => {
    const url = `http://127.0.0.1:${await freePort()}`;
    const gone = { url, whenFailed: () => new Promise(() => {}) } as unknown as ClusterProcess;
    const trial = { arm: ARM, scenario: TINY, seed: 1, connections: null };
    const attempt = drivenLoad(trial, gone, undefined, new AbortController().signal);
    const failure = await attempt.catch((error: unknown) => error);
    expect(failure).to.be.instanceOf(ClusterFailure).and.include({ fault: 'cluster' });
    expect((failure as Error).message).to.equal(`cannot connect to ${url}: ECONNREFUSED`);
  });
});
