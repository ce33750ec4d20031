import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { parseArms } from '../../src/catalogue/arm-syntax.ts';
import type { StrategyArm } from '../../src/catalogue/arms.ts';
import type { ClusterProcess } from '../../src/cluster/cluster-process.ts';
import { StrategyRefused } from '../../src/core/scheduling/strategy-failure.ts';
import { PROJECT_ROOT } from '../../src/processes/roots.ts';
import { get, submit } from './client.ts';
import { DRAIN_LIMIT_MS, jobWorkerPids, startCluster, TINY } from './tiny-cluster.ts';

const CLIENTS = 30;
const SWAP_EVERY_MS = 50;
const SOURCE_OF_REFUSED = fileURLToPath(new URL('test/cluster/refused-strategy.ts', PROJECT_ROOT));

describe('a cluster whose strategy changes', function () {
  this.timeout(60_000);
  let cluster: ClusterProcess;
  let arms: StrategyArm[];
  let asked = 0;

  before(async () => {
    arms = (await parseArms(['all'], undefined)).filter((arm) => arm.kind === 'strategy');
    cluster = await startCluster({ ...TINY, cluster: { httpWorkers: 2, jobWorkers: 2 } }, 'random', 2);
  });
  after(() => cluster?.stop());

  async function expectAllAnswered(): Promise<void> {
    const { dispatch, jobWorkers, httpWorkers, malformedMessages } = await cluster.drain(DRAIN_LIMIT_MS);
    expect(dispatch?.faults).to.deep.equal([]);
    expect(dispatch?.tally).to.include({ arrived: asked, settled: asked, staleReplies: 0, retried: 0 });
    expect(dispatch?.tally.outcomes.ok).to.equal(asked);
    expect(httpWorkers.reduce((sum, { counts }) => sum + counts.heavy.ok, 0)).to.equal(asked);
    expect(jobWorkers.map(({ unfinished }) => unfinished)).to.deep.equal([0, 0]);
    expect(malformedMessages).to.equal(0);
  }

  it('answers each request once, under load and with every strategy by turns', async () => {
    let changing = true;
    const client = async (i: number) => {
      for (; changing; asked++) {
        const { status } = await get(cluster.url, `/heavy-request?type=short&size=${1 + (i % 7)}`);
        expect(status).to.equal(200);
      }
    };
    const clients = Promise.all(Array.from({ length: CLIENTS }, (_, i) => client(i)));
    for (const arm of arms) {
      await cluster.use(arm);
      await sleep(SWAP_EVERY_MS);
    }
    changing = false;
    await clients;
    await expectAllAnswered();
  });

  it('keeps the one that it has if the next one fails at that, and says where it failed', async () => {
    await cluster.use(arms.find(({ name }) => name === 'round-robin')!);
    const workers = jobWorkerPids(cluster, 2);
    for (const pid of workers) process.kill(pid, 'SIGSTOP');
    const requests = [];
    for (let i = 0; i < 10; i++) requests.push(await submit(cluster.url, '/heavy-request?type=short'));
    const module = new URL('./refused-strategy.js', import.meta.url).href;
    const file = { place: 'strategies/refused.ts', source: SOURCE_OF_REFUSED, module };
    const refusal = await cluster.use({ ...arms[0]!, label: 'refused', file }).then(
      () => expect.fail('it took over'),
      (error: unknown) => error,
    );
    for (const pid of workers) process.kill(pid, 'SIGCONT');
    expect(refusal).to.be.instanceOf(StrategyRefused);
    expect((refusal as Error).message).to.match(
      /^strategy refused threw when job \d+ arrived: no more; round-robin goes on \(strategies\/refused\.ts:\d+\)$/,
    );
    for (const { reply } of requests) expect((await reply).status).to.equal(200);
    asked += requests.length;
    await expectAllAnswered();
    expect(cluster.failure).to.equal(undefined);
  });
});
