import { expect } from 'chai';
import { defineScenario, type OpenLoad } from '../../../src/contract/scenario.ts';
import { runPlan } from '../../../src/load/drive/planned.ts';
import { drawPlan } from '../../../src/load/plan/plan.ts';
import {
  expectNoOverlap,
  expectOneRecordEach,
  expectOwnAnswers,
  outcomes,
  steadyPlan,
  withType,
} from './plans.ts';
import { answer, answerWith, serve, TestServer } from './test-server.ts';

const LOAD: OpenLoad = {
  model: 'open',
  arrivals: { process: 'poisson' },
  heavy: { perSecond: 100 },
  lightPerSecond: 100,
  connectionsPerHttpWorker: 8,
  warmupMs: 200,
  durationMs: 800,
};

const MIXED = defineScenario({
  about: 'fast, slow and light requests',
  cluster: { httpWorkers: 1, jobWorkers: 2 },
  lightMs: 1,
  types: {
    fast: { runs: 'sleep', service: { law: 'exponential', meanMs: 5 }, share: 3 },
    slower: { runs: 'sleep', service: { law: 'constant', meanMs: 40 }, share: 1 },
  },
  load: LOAD,
  timeoutMs: 1000,
  queueLimit: 100,
});

describe('a planned load', () => {
  let server: TestServer;
  afterEach(() => server.stop());

  it('makes one record of every planned request, sent in order and never early', async () => {
    server = new TestServer(serve);
    const plan = drawPlan(MIXED, LOAD, 7);
    const { records, sendLagMs, reconnects, clientElu } = await runPlan({
      url: await server.listen(),
      connections: 8,
      plan,
      drainMs: 5000,
    });

    expectOneRecordEach(records, plan);
    expect(new Set(outcomes(records))).to.deep.equal(new Set(['ok']));
    expect(server.arrivals).to.have.lengthOf(plan.length);
    let lastSentMs = 0;
    for (const record of records) {
      expect(record.sentMs).to.be.at.least(record.intendedMs).and.at.least(lastSentMs);
      lastSentMs = record.sentMs;
      if (record.class === 'heavy')
        expect(record.startedMs).to.be.at.least(record.sentMs).and.at.most(record.endedMs);
    }
    expectOwnAnswers(records, plan);
    expectNoOverlap(records);
    expect(records.map((record) => record.warmup)).to.deep.equal(plan.map((request) => request.warmup));
    expect(records.every((record) => record.status === 200 && record.httpWorker === 1)).to.equal(true);
    expect(sendLagMs.p50).to.be.at.most(sendLagMs.p99);
    expect(sendLagMs.max).to.equal(
      Math.max(...records.filter((record) => !record.warmup).map((r) => r.sentMs - r.intendedMs)),
    );
    expect(reconnects).to.equal(0);
    expect(clientElu).to.be.within(0, 1);
  });

  it('uses the connection that has been idle longest', async () => {
    server = new TestServer(serve);
    const plan = steadyPlan(30, 10, 5);
    const { records } = await runPlan({ url: await server.listen(), connections: 4, plan, drainMs: 5000 });
    const idleSinceMs = [0, 0, 0, 0];
    for (const record of records) {
      const longestIdle = Math.min(...idleSinceMs);
      expect(idleSinceMs[record.connection], `connection of request ${record.seq}`).to.equal(longestIdle);
      idleSinceMs[record.connection] = record.endedMs;
    }
  });

  for (const [connectionUse, connectionsUsed] of [
    ['kept alive', 4],
    ['new for each request', 60],
  ] as const) {
    it(`sends on connections ${connectionUse}`, async () => {
      server = new TestServer(serve);
      const plan = steadyPlan(60, 3, 5);
      const { records, reconnects } = await runPlan({
        url: await server.listen(),
        connections: 4,
        connectionUse,
        plan,
        drainMs: 5000,
      });
      expectOneRecordEach(records, plan);
      expect(new Set(outcomes(records))).to.deep.equal(new Set(['ok']));
      expectOwnAnswers(records, plan);
      expectNoOverlap(records);
      const used = new Set(server.arrivals.map((arrival) => arrival.socket));
      expect(used).to.have.lengthOf(connectionsUsed);
      expect(server.connections).to.be.within(connectionsUsed, connectionsUsed + 4);
      expect(reconnects).to.equal(0);
    });
  }

  it('lets requests wait in order for a connection, and keeps their intended times', async () => {
    server = new TestServer(serve);
    const plan = steadyPlan(10, 0, 10);
    const { records, sendLagMs } = await runPlan({
      url: await server.listen(),
      connections: 1,
      plan,
      drainMs: 5000,
    });
    expectOneRecordEach(records, plan);
    expectNoOverlap(records);
    expectOwnAnswers(records, plan);
    expect(server.arrivals.map((arrival) => arrival.sizeMs)).to.deep.equal(plan.map((r) => r.sizeMs));
    expect(sendLagMs.max).to.be.above(9 * 8);
  });

  it('tells timed out, rejected and failed requests apart', async () => {
    const status: Record<string, number> = { late: 504, full: 503, unknown: 404, broken: 500 };
    server = new TestServer((arrival, response) =>
      answerWith(response, status[arrival.type] ?? 200, { success: false, error: 'no', httpWorker: 3 }),
    );
    const plan = [...Object.keys(status), 'fine'].flatMap((type, seq) =>
      withType(steadyPlan(5, 5, 0), type, [seq]).filter((request) => request.seq === seq),
    );
    const { records } = await runPlan({ url: await server.listen(), connections: 2, plan, drainMs: 5000 });
    expect(outcomes(records)).to.deep.equal(['timedOut', 'rejected', 'failed', 'failed', 'ok']);
    expect(records.map((record) => record.status)).to.deep.equal([504, 503, 404, 500, 200]);
    expect(records.every((r) => r.httpWorker === 3 && r.jobWorker === 0)).to.equal(true);
    expect(records.every((r) => r.waitMs === -1 && r.serviceMs === -1)).to.equal(true);
  });

  it('takes an answer that is no JSON as one that says nothing', async () => {
    server = new TestServer((_arrival, response) => void response.end('<html>'));
    const plan = steadyPlan(1, 0, 0);
    const { records } = await runPlan({ url: await server.listen(), connections: 1, plan, drainMs: 5000 });
    expect(records[0]).to.include({ outcome: 'ok', httpWorker: 0, jobWorker: 0, waitMs: -1, serviceMs: -1 });
  });

  it('cancels what is unanswered when the drain is over', async () => {
    server = new TestServer((arrival, response) => {
      if (arrival.type !== 'stuck') void serve(arrival, response);
    });
    const plan = withType(steadyPlan(20, 10, 5), 'stuck', [3, 8]);
    const { records } = await runPlan({ url: await server.listen(), connections: 4, plan, drainMs: 300 });
    expectOneRecordEach(records, plan);
    expectOwnAnswers(records, plan);
    const cancelled = records.filter((record) => record.outcome === 'cancelled');
    expect(cancelled.map((record) => record.seq)).to.deep.equal([3, 8]);
    expect(cancelled.every((record) => record.connection >= 0 && record.status === 0)).to.equal(true);
    expect(cancelled[0]!.endedMs)
      .to.be.at.least(190 + 300 - 2)
      .and.equal(cancelled[1]!.endedMs);
    expect(records.filter((record) => record.outcome === 'ok')).to.have.lengthOf(18);
  });

  it('cancels what found no connection to be sent on', async () => {
    server = new TestServer(() => {});
    const plan = steadyPlan(5, 10, 5);
    const { records } = await runPlan({ url: await server.listen(), connections: 1, plan, drainMs: 200 });
    expectOneRecordEach(records, plan);
    expect(outcomes(records)).to.deep.equal(new Array(5).fill('cancelled'));
    expect(server.arrivals).to.have.lengthOf(1);
    expect(records.map((record) => record.connection)).to.deep.equal([0, -1, -1, -1, -1]);
    expect(records.slice(1).every((record) => record.sentMs === record.endedMs)).to.equal(true);
  });

  it('leaves no request out when there is no drain', async () => {
    server = new TestServer(serve);
    const plan = steadyPlan(20, 3.7, 10);
    const { records } = await runPlan({ url: await server.listen(), connections: 2, plan, drainMs: 0 });
    expectOneRecordEach(records, plan);
    for (const { intendedMs, sentMs, endedMs } of records) {
      expect(sentMs).to.be.within(intendedMs, endedMs);
    }
  });

  it('ends at once when aborted, with records of what was due by then', async () => {
    const abort = new AbortController();
    server = new TestServer((arrival, response) => {
      if (arrival.number === 4) abort.abort();
      answer(arrival, response);
    });
    const plan = [...steadyPlan(10, 10, 0), { ...steadyPlan(11, 0, 0)[10]!, atMs: 600_000 }];
    const load = { connections: 2, plan, drainMs: 5000, signal: abort.signal };
    const { records } = await runPlan({ url: await server.listen(), ...load });
    expectOneRecordEach(records, plan.slice(0, records.length));
    expect(records.length).to.be.within(5, 10);
  });

  it('tells of each request once while it goes on', async () => {
    server = new TestServer(answer);
    const plan = steadyPlan(70, 10, 0);
    const ended: number[] = [];
    await runPlan({
      url: await server.listen(),
      connections: 2,
      plan,
      drainMs: 5000,
      onProgress: ({ fresh }) => ended.push(...fresh.map(({ seq }) => seq)),
    });
    expect(ended.sort((a, b) => a - b)).to.deep.equal(plan.map(({ seq }) => seq));
  });

  it('is over at once when nothing is planned', async () => {
    server = new TestServer(answer);
    const { records, sendLagMs } = await runPlan({
      url: await server.listen(),
      connections: 1,
      plan: [],
      drainMs: 60_000,
    });
    expect(records).to.deep.equal([]);
    expect(sendLagMs).to.deep.equal({ p50: 0, p99: 0, max: 0 });
  });
});
