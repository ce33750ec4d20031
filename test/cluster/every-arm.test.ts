import { expect } from 'chai';
import { parseArms } from '../../src/catalogue/arm-syntax.ts';
import type { Arm } from '../../src/catalogue/arms.ts';
import { knownStrategy } from '../../src/catalogue/strategies.ts';
import type { ClusterAccount } from '../../src/cluster/account.ts';
import { get, type Reply } from './client.ts';
import { DRAIN_LIMIT_MS, startCluster, TINY } from './tiny-cluster.ts';

const REQUESTS = 100;
const WINDOW = 2;

/** Every request asks for a size of its own, so that no two answers can be mistaken for each other. */
function sizeOf(i: number): number {
  return (50 + i) / 100;
}

const NONE = { ok: 0, failed: 0, timedOut: 0, cancelled: 0, rejected: 0 };

interface Served {
  readonly replies: readonly Reply[];
  /** Of all requests that its cluster has had by then. */
  readonly report: ClusterAccount;
  readonly requests: number;
}

/** By each arm in turn, in the same cluster. */
async function serveBy(arms: readonly Arm[], served: Map<string, Served>): Promise<void> {
  const cluster = await startCluster(TINY, arms[0]!.label, WINDOW);
  try {
    for (const [before, arm] of arms.entries()) {
      if (arm.kind === 'strategy') await cluster.use(arm);
      const asked = Array.from({ length: REQUESTS }, (_, i) =>
        get(cluster.url, `/heavy-request?type=short&size=${sizeOf(i)}&key=user-${i % 7}`),
      );
      const replies = await Promise.all(asked);
      const report = await cluster.drain(DRAIN_LIMIT_MS);
      served.set(arm.label, { replies, report, requests: (before + 1) * REQUESTS });
    }
  } finally {
    await cluster.stop();
  }
}

/** One strategy of every kind: when it binds jobs and what it may know decide what the live cluster has to do for it. */
async function oneOfEveryKind(): Promise<Arm[]> {
  const kinds = new Map<string, Arm>();
  for (const arm of await parseArms(['all'], WINDOW)) {
    const definition = arm.kind !== 'strategy' ? undefined : (await knownStrategy(arm.name)).definition;
    const kind = `${definition?.binding} ${definition?.uses.toSorted().join()}`;
    if (!kinds.has(kind)) kinds.set(kind, arm);
  }
  return [...kinds.values()];
}

const ARMS = await oneOfEveryKind();

describe(`${REQUESTS} heavy requests at once`, () => {
  const served = new Map<string, Served>();

  /** Strategies take turns in one cluster: inline has none that could change. */
  before(async function () {
    this.timeout(300_000);
    const isInline = ({ kind }: Arm) => kind === 'inline';
    await serveBy(ARMS.filter(isInline), served);
    await serveBy(
      ARMS.filter((arm) => !isInline(arm)),
      served,
    );
  });

  for (const { label, kind } of ARMS) {
    describe(`by ${label}`, () => {
      let replies: readonly Reply[];
      let report: ClusterAccount;
      let requests: number;

      before(() => {
        ({ replies, report, requests } = served.get(label)!);
      });

      it('are each answered with their own result', () => {
        for (const [i, { status, body }] of replies.entries()) {
          expect(status, JSON.stringify(body)).to.equal(200);
          expect(body.success).to.equal(true);
          expect(body.serviceMs).to.be.at.least(sizeOf(i));
        }
      });

      it('are counted by the server as by the client', () => {
        expect(report.httpWorkers.map(({ counts }) => counts.refused)).to.satisfy(allZero);
        expect(sumOf(report.httpWorkers.map(({ counts }) => counts.heavy.ok))).to.equal(requests);
        for (const { counts } of report.httpWorkers) {
          expect({ ...counts.heavy, ok: 0 }).to.deep.equal(NONE);
          expect(counts.light).to.deep.equal(NONE);
        }
      });

      it('leave nothing behind', () => {
        expect(report.malformedMessages).to.equal(0);
        expect(report.workerDeaths).to.equal(0);
        expect(report.jobWorkers.map(({ unfinished }) => unfinished)).to.satisfy(allZero);
      });

      if (kind === 'inline') {
        it('never pass the primary, and the job workers are HTTP workers too', () => {
          expect(report.dispatch).to.equal(undefined);
          expect(report.httpWorkers).to.have.length(3);
        });
      } else {
        it('add up in the primary', () => {
          expect(report.dispatch?.faults).to.deep.equal([]);
          expect(report.dispatch?.tally).to.deep.equal({
            arrived: requests,
            held: 0,
            bound: 0,
            sent: 0,
            settled: requests,
            outcomes: { ...NONE, ok: requests },
            overdue: 0,
            retried: 0,
            lateReplies: 0,
            staleReplies: 0,
          });
          expect(sumOf(report.jobWorkers.map(({ jobs }) => jobs))).to.equal(requests);
        });
      }
    });
  }
});

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

function allZero(values: readonly number[]): boolean {
  return values.every((value) => value === 0);
}
