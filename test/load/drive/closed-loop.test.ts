import { expect } from 'chai';
import { runClosedLoop } from '../../../src/load/drive/closed-loop.ts';
import { expectNoOverlap, outcomes } from './plans.ts';
import { serve, TestServer } from './test-server.ts';

describe('a closed loop', () => {
  let server: TestServer;
  afterEach(() => server.stop());

  it('keeps one request in flight on each connection and records every one', async () => {
    server = new TestServer(serve);
    const asked: number[] = [];
    const { records, sendLagMs, reconnects } = await runClosedLoop({
      url: await server.listen(),
      connections: 4,
      next: (connection) => {
        asked.push(connection);
        return { class: 'heavy', type: 'x'.repeat(connection + 1), sizeMs: 4, key: '' };
      },
      warmupMs: 100,
      durationMs: 300,
      drainMs: 5000,
    });

    expect(server.mostInFlight).to.be.at.most(4);
    expect(new Set(asked)).to.deep.equal(new Set([0, 1, 2, 3]));
    expect(server.arrivals).to.have.lengthOf(records.length);
    expect(new Set(outcomes(records))).to.deep.equal(new Set(['ok']));
    expect(records.map((record) => record.seq)).to.deep.equal(records.map((_, index) => index));
    expect(records.map((record) => record.connection)).to.deep.equal(asked);
    for (const record of records) {
      expect(record.intendedMs).to.equal(record.sentMs);
      expect(record.sentMs).to.be.below(400);
      expect(record.warmup).to.equal(record.sentMs < 100);
      expect(record.jobWorker, 'answer to its own request').to.equal(record.connection + 1);
    }
    expectNoOverlap(records);
    expect(records.filter((record) => record.warmup)).to.not.be.empty;
    expect(sendLagMs).to.deep.equal({ p50: 0, p99: 0, max: 0 });
    expect(reconnects).to.equal(0);
  });

  it('waits for the last answers no longer than the drain', async () => {
    server = new TestServer((arrival, response) => {
      if (arrival.number < 2) void serve(arrival, response);
    });
    const { records } = await runClosedLoop({
      url: await server.listen(),
      connections: 2,
      next: () => ({ class: 'light', type: 'light', sizeMs: undefined, key: '' }),
      warmupMs: 0,
      durationMs: 500,
      drainMs: 100,
    });
    expect(outcomes(records)).to.deep.equal(['ok', 'ok', 'cancelled', 'cancelled']);
  });

  it('goes on after a connection broke', async () => {
    server = new TestServer((arrival, response) => {
      if (arrival.number === 5) arrival.socket.resetAndDestroy();
      else void serve(arrival, response);
    });
    const { records, reconnects } = await runClosedLoop({
      url: await server.listen(),
      connections: 2,
      next: () => ({ class: 'heavy', type: 'spin', sizeMs: 5, key: '' }),
      warmupMs: 0,
      durationMs: 300,
      drainMs: 5000,
    });
    expect(records).to.have.lengthOf(server.arrivals.length);
    const lost = records.filter((record) => record.outcome !== 'ok');
    expect(outcomes(lost)).to.deep.equal(['lost']);
    expect(records.filter((r) => r.connection === lost[0]!.connection && r.seq > lost[0]!.seq)).to.not.be
      .empty;
    expect(reconnects).to.equal(1);
  });
});
