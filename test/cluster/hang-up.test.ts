import { expect } from 'chai';
import { ask, HEAVY, HttpWorker, NOWHERE } from './http-worker.ts';
import { until } from './processes.ts';

describe('a client that hangs up', () => {
  let worker: HttpWorker;

  beforeEach(() => {
    worker = new HttpWorker();
    return worker.start();
  });
  afterEach(() => worker.app.close());

  /** Sends it all, and hangs up when that many heavy requests have come. */
  async function hangUp(bytes: string, heavy: number, how: 'end' | 'destroy'): Promise<void> {
    const client = await worker.connect();
    client.socket.write(bytes);
    await until('the requests have come', () => worker.answers.length === heavy);
    client.socket[how]();
    await client.closed;
    await new Promise(setImmediate);
    client.socket.destroy();
  }

  for (const how of ['end', 'destroy'] as const) {
    it(`has all of its requests cancelled, not only the first (${how})`, async () => {
      await hangUp(HEAVY.repeat(40), 40, how);
      expect(worker.cancelled).to.equal(40);
      expect(worker.counts.heavy).to.include({ ok: 0, cancelled: 40 });
    });
  }

  it('is noticed behind more answers than Node would read on for', async () => {
    await hangUp(HEAVY + NOWHERE.repeat(240) + HEAVY.repeat(9), 10, 'destroy');
    expect(worker.cancelled).to.equal(10);
  });

  it('is noticed behind garbage', async () => {
    await hangUp(`${HEAVY}garbage\r\n\r\n`, 1, 'end');
    expect(worker.cancelled).to.equal(1);
    expect(worker.counts.refused).to.equal(0);
  });

  it('is noticed behind CONNECT', async () => {
    await hangUp(HEAVY + ask('CONNECT', 'example.com:443'), 1, 'end');
    expect(worker.cancelled).to.equal(1);
  });

  it('has an answer that waited for its turn counted once, as cancelled', async () => {
    const client = await worker.connect();
    client.socket.write(HEAVY.repeat(2));
    await until('the requests have come', () => worker.answers.length === 2);
    worker.answers[1]!();
    await new Promise(setImmediate);
    client.socket.destroy();
    await client.closed;
    await new Promise(setImmediate);
    expect(worker.cancelled, 'of those that had no answer').to.equal(1);
    expect(worker.counts.heavy).to.include({ ok: 0, cancelled: 2 });
  });
});
