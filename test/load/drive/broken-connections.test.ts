import type { Socket } from 'node:net';
import { expect } from 'chai';
import { runPlan } from '../../../src/load/drive/planned.ts';
import { expectNoOverlap, expectOneRecordEach, expectOwnAnswers, outcomes, steadyPlan } from './plans.ts';
import { type Arrival, answer, type Handler, serve, TestServer } from './test-server.ts';

/** Breaks the connection that brings this request, serves all others. */
function breaking(seq: number, breakIt: (arrival: Arrival) => void): Handler {
  return (arrival, response) => {
    if (Math.round((arrival.sizeMs % 1) * 1000) === seq) breakIt(arrival);
    else void serve(arrival, response);
  };
}

describe('a load whose connections break', () => {
  let server: TestServer;
  afterEach(() => server.stop());

  const ways: Record<string, (arrival: Arrival) => void> = {
    'a reset': ({ socket }) => socket.resetAndDestroy(),
    'a graceful end': ({ socket }) => socket.end(),
    'half an answer': ({ socket }) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\n{"success":'),
  };
  for (const [way, breakIt] of Object.entries(ways)) {
    it(`loses to ${way} exactly the request in flight, and times later ones right`, async () => {
      server = new TestServer(breaking(10, breakIt));
      const plan = steadyPlan(40, 10, 15);
      const { records, reconnects } = await runPlan({
        url: await server.listen(),
        connections: 3,
        plan,
        drainMs: 5000,
      });
      expectOneRecordEach(records, plan);
      const lost = records.filter((record) => record.outcome !== 'ok');
      expect(lost.map((record) => [record.seq, record.outcome, record.status])).to.deep.equal([
        [10, 'lost', 0],
      ]);
      expectOwnAnswers(records, plan);
      expectNoOverlap(records);
      const laterOnIt = records.filter((r) => r.connection === lost[0]!.connection && r.seq > 10);
      expect(laterOnIt, 'requests on the new connection').to.not.be.empty;
      expect(reconnects).to.equal(1);
      expect(server.connections).to.equal(4);
      expect(server.arrivals).to.have.lengthOf(plan.length);
    });
  }

  it('loses nothing when an idle connection is closed', async () => {
    server = new TestServer((arrival, response) => {
      answer(arrival, response);
      response.on('finish', () => arrival.socket.end());
    });
    const plan = steadyPlan(2, 400, 0);
    const { records, reconnects } = await runPlan({
      url: await server.listen(),
      connections: 1,
      plan,
      drainMs: 5000,
    });
    expect(outcomes(records)).to.deep.equal(['ok', 'ok']);
    expect(reconnects).to.equal(1);
  });

  it('does not send on a connection that the server has said it will close', async () => {
    server = new TestServer((arrival, response) => {
      response.setHeader('connection', 'close');
      answer(arrival, response);
    });
    const plan = steadyPlan(30, 0, 0);
    const { records } = await runPlan({ url: await server.listen(), connections: 2, plan, drainMs: 5000 });
    expectOneRecordEach(records, plan);
    expect(outcomes(records)).to.deep.equal(new Array(30).fill('ok'));
    expect(server.connections).to.be.at.least(30);
  });

  it('loses to a reset one of the requests that have connections of their own', async () => {
    server = new TestServer(breaking(10, ({ socket }) => socket.resetAndDestroy()));
    const plan = steadyPlan(40, 5, 15);
    const { records, reconnects } = await runPlan({
      url: await server.listen(),
      connections: 3,
      connectionUse: 'new for each request',
      plan,
      drainMs: 5000,
    });
    expectOneRecordEach(records, plan);
    const lost = records.filter((record) => record.outcome !== 'ok');
    expect(lost.map(({ seq, outcome }) => [seq, outcome])).to.deep.equal([[10, 'lost']]);
    expect(reconnects).to.equal(1);
  });

  it('survives an answer to a request that it never sent', async () => {
    const sayTimeout = (socket: Socket): void => {
      socket.end('HTTP/1.1 408 Request Timeout\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}');
    };
    server = new TestServer((arrival, response) => {
      answer(arrival, response);
      if (arrival.number > 0) return;
      const others = (): Socket[] => [...server.sockets].filter((socket) => socket !== arrival.socket);
      setImmediate(() => others().forEach(sayTimeout));
    });
    const plan = steadyPlan(4, 300, 0);
    const { records, reconnects } = await runPlan({
      url: await server.listen(),
      connections: 2,
      plan,
      drainMs: 5000,
    });
    expect(outcomes(records)).to.deep.equal(['ok', 'ok', 'ok', 'ok']);
    expect(reconnects).to.equal(1);
  });

  it('does not connect in a hot loop to a server that breaks every connection', async () => {
    server = new TestServer(({ socket }) => socket.destroy());
    const plan = steadyPlan(100, 5, 0);
    const { records } = await runPlan({ url: await server.listen(), connections: 2, plan, drainMs: 100 });
    expectOneRecordEach(records, plan);
    expect(outcomes(records)).to.include.members(['lost', 'cancelled']);
    // 2 connections, one attempt every 100 ms for 600 ms. A hot loop makes thousands.
    expect(server.connections).to.be.within(2, 20);
  });

  it('comes to its end when the server goes away for good', async () => {
    server = new TestServer((arrival, response) => {
      if (arrival.number === 4) void server.stop();
      else answer(arrival, response);
    });
    const plan = steadyPlan(20, 10, 0);
    const { records, reconnects } = await runPlan({
      url: await server.listen(),
      connections: 2,
      plan,
      drainMs: 300,
    });
    expectOneRecordEach(records, plan);
    expect(new Set(outcomes(records))).to.deep.equal(new Set(['ok', 'lost', 'cancelled']));
    expect(records.filter((record) => record.outcome === 'ok')).to.have.lengthOf(4);
    const cancelled = records.filter((record) => record.outcome === 'cancelled');
    expect(cancelled.at(-1)).to.equal(records.at(-1));
    expect(new Set(cancelled.map((record) => record.connection)), 'never sent').to.deep.equal(new Set([-1]));
    expect(reconnects).to.equal(0);
  });

  it('sends nothing on a connection that is broken', async () => {
    server = new TestServer((arrival, response) => {
      answer(arrival, response);
      response.on('finish', () => void server.stop());
    });
    const { records } = await runPlan({
      url: await server.listen(),
      connections: 1,
      plan: steadyPlan(2, 400, 0),
      drainMs: 100,
    });
    expect(records.map((record) => [record.outcome, record.connection])).to.deep.equal([
      ['ok', 0],
      ['cancelled', -1],
    ]);
  });

  it('says which server refuses connections', async () => {
    server = new TestServer(answer);
    const url = await server.listen();
    await server.stop();
    const failure = await runPlan({ url, connections: 3, plan: steadyPlan(5, 10, 0), drainMs: 60_000 }).then(
      () => 'no failure',
      (error: Error) => error.message,
    );
    expect(failure).to.equal(`cannot connect to ${url}: ECONNREFUSED`);
  });
});
