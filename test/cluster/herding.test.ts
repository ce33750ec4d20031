import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { parseRows } from '../../src/catalogue/arm-syntax.ts';
import type { StrategyArm } from '../../src/catalogue/arms.ts';
import type { ClusterProcess } from '../../src/cluster/cluster-process.ts';
import type { PacedScenario } from '../../src/load/plan/scenario-states.ts';
import { submit } from './client.ts';
import { DRAIN_LIMIT_MS, jobWorkerPids, startCluster, TINY } from './tiny-cluster.ts';

const WORKERS = 4;
const BURST = 3 * WORKERS;
const BURSTS = 2;
/** From an HTTP worker to the primary and on, on a busy machine. */
const UNDER_WAY_MS = 500;

const FOUR_WORKERS: PacedScenario = { ...TINY, cluster: { httpWorkers: 1, jobWorkers: WORKERS } };

/** Jobs by worker, largest first, when that many arrive before any of them can end. */
async function burst(cluster: ClusterProcess): Promise<number[]> {
  const workers = jobWorkerPids(cluster, WORKERS);
  for (const pid of workers) process.kill(pid, 'SIGSTOP');
  const asked = Array.from({ length: BURST }, () => submit(cluster.url, '/heavy-request?type=short&size=20'));
  const submitted = await Promise.all(asked);
  await sleep(UNDER_WAY_MS);
  for (const pid of workers) process.kill(pid, 'SIGCONT');
  const replies = await Promise.all(submitted.map(({ reply }) => reply));
  expect(replies.map(({ status }) => status)).to.deep.equal(replies.map(() => 200));
  const counts = new Map<unknown, number>();
  for (const { body } of replies) counts.set(body.jobWorker, (counts.get(body.jobWorker) ?? 0) + 1);
  return [...counts.values()].sort((a, b) => b - a);
}

async function bursts(cluster: ClusterProcess): Promise<number[][]> {
  const all = [];
  for (let i = 0; i < BURSTS; i++) all.push(await burst(cluster));
  return all;
}

describe(`a burst of ${BURST} heavy requests on ${WORKERS} idle workers`, function () {
  this.timeout(60_000);

  let cluster: ClusterProcess;

  before(async () => {
    cluster = await startCluster(FOUR_WORKERS, 'completed-work', Number.POSITIVE_INFINITY);
  });
  after(() => cluster.stop());

  it('goes to one worker by completed work, which does not move at assignment', async () => {
    for (const [most] of await bursts(cluster)) expect(most! / BURST).to.be.at.least(0.9);
  });

  it('is shared out evenly by unfinished jobs, which do', async () => {
    const [leastActive] = await parseRows(['least-active'], Number.POSITIVE_INFINITY);
    await cluster.use(leastActive as StrategyArm);
    const share = BURST / WORKERS;
    for (const counts of await bursts(cluster)) expect(counts).to.deep.equal(new Array(WORKERS).fill(share));
    const { dispatch } = await cluster.drain(DRAIN_LIMIT_MS);
    expect(dispatch?.faults).to.deep.equal([]);
  });
});
