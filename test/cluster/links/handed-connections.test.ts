import { EventEmitter, once } from 'node:events';
import { expect } from 'chai';
import { HandedConnections } from '../../../src/cluster/links/handed-connections.ts';

/** What `cluster` hears of a worker, and the connections it has handed to it. */
class Worker extends EventEmitter {
  closed: number[] = [];
  accepted: number[] = [];

  constructor() {
    super();
    this.on('internalMessage', ({ ack }: { ack: number }) => this.accepted.push(ack));
  }

  send(..._message: unknown[]): boolean {
    return true;
  }

  handOver(seq: number): void {
    this.send({ act: 'newconn', seq }, { close: () => this.closed.push(seq) });
  }
}

describe('connections handed to a worker', () => {
  it('that dies are closed, but for those it took', () => {
    const worker = new Worker();
    const connections = new HandedConnections(worker, 60_000);
    for (const seq of [1, 2, 3]) worker.handOver(seq);
    worker.emit('internalMessage', { cmd: 'NODE_CLUSTER', ack: 2, accepted: true });
    connections.close();
    expect(worker.closed).to.deep.equal([1, 3]);
  });

  it('that never says it took them count as taken after a while, in their order, so that it gets others', async () => {
    const worker = new Worker();
    const connections = new HandedConnections(worker, 5);
    worker.handOver(7);
    const [first] = await once(worker, 'internalMessage');
    expect(first).to.deep.equal({ cmd: 'NODE_CLUSTER', ack: 7, accepted: true });
    worker.handOver(8);
    worker.handOver(9);
    while (worker.accepted.length < 3) await once(worker, 'internalMessage');
    expect(worker.accepted).to.deep.equal([7, 8, 9]);
    connections.close();
    expect(worker.closed, 'which is up to Node').to.deep.equal([]);
  });

  it('are given up once only when the worker was just slow to say so', async () => {
    const worker = new Worker();
    const connections = new HandedConnections(worker, 5);
    worker.handOver(1);
    await once(worker, 'internalMessage');
    worker.emit('internalMessage', { cmd: 'NODE_CLUSTER', ack: 1, accepted: true });
    worker.handOver(2);
    await once(worker, 'internalMessage');
    expect(worker.accepted).to.deep.equal([1, 1, 2]);
    connections.close();
    expect(worker.closed).to.deep.equal([]);
  });
});
