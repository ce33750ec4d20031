import { expect } from 'chai';
import { ALTERNATIVES } from '../../../src/catalogue/alternatives.ts';
import type { ClusterAccount } from '../../../src/cluster/account.ts';
import { isInstalled } from '../../../src/cluster/servers/loopback-server.ts';
import { get, type Reply } from '../client.ts';
import { DRAIN_LIMIT_MS, ONE_WORKER, startCluster } from '../tiny-cluster.ts';

const SHORT = 20;
const ALL = [...Array.from({ length: SHORT }, (_, i) => `type=short&size=${1 + i / 10}`), 'type=report'];

interface Served {
  readonly replies: readonly Reply[];
  readonly account: ClusterAccount;
}

async function serve(label: string): Promise<Served> {
  const cluster = await startCluster(ONE_WORKER, label, 1);
  try {
    const asked = ALL.map((query) => get(cluster.url, `/heavy-request?${query}`));
    return { replies: await Promise.all(asked), account: await cluster.drain(DRAIN_LIMIT_MS) };
  } finally {
    await cluster.stop();
  }
}

const KNOWN = ALTERNATIVES.map(({ name, server }) => ({ name, server }));
const ROWS = [...KNOWN, { name: 'pool:jest-worker:place=primary', server: undefined }];
const MISSING = new Set(
  ROWS.map(({ server }) => server).filter((server) => server !== undefined && !isInstalled(server)),
);

describe('heavy requests handed to', () => {
  const served = new Map<string, Served>();

  before(async function () {
    this.timeout(120_000);
    for (const server of MISSING) {
      const missing = `${server} is not installed, so its queues are not tested`;
      if (process.env.CI !== undefined) throw new Error(missing);
      process.stderr.write(`${missing}\n`);
    }
    const waiting = ROWS.filter(({ server }) => !MISSING.has(server)).map(({ name }) => name);
    const lane = async () => {
      for (let name = waiting.shift(); name; name = waiting.shift()) served.set(name, await serve(name));
    };
    await Promise.all([lane(), lane()]);
  });

  for (const { name } of ROWS) {
    it(`${name} are each answered with their own result, and counted by the server as by the client`, function () {
      const row = served.get(name);
      if (row === undefined) return this.skip();
      const { replies, account } = row;
      for (const [i, { status, body }] of replies.entries()) {
        expect(status, JSON.stringify(body)).to.equal(200);
        expect(body.serviceMs).to.be.at.least(i < SHORT ? 1 + i / 10 : 0);
        expect(body.waitMs).to.be.at.least(0);
        expect(body.jobWorker).to.be.above(0);
      }
      expect(replies.at(-1)?.body.result).to.include.keys('digest');
      expect(account.dispatch).to.equal(undefined);
      expect(sumOf(account.httpWorkers.map(({ counts }) => counts.heavy.ok))).to.equal(ALL.length);
      expect([account.workerDeaths, account.malformedMessages]).to.deep.equal([0, 0]);
      if (name.startsWith('cluster:')) expect(account.httpWorkers).to.have.length(2);
      else expect(sumOf(account.jobWorkers.map(({ jobs }) => jobs))).to.equal(ALL.length);
    });
  }
});

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
