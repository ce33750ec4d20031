import { expect } from 'chai';
import type { Bus } from '../../../src/cluster/nats/bus.ts';
import { connectBus } from '../../../src/cluster/nats/nats-bus.ts';
import { OwnBroker } from '../../../src/cluster/nats/own-broker.ts';
import { GIVE_UP_MS } from '../../../src/core/session/session.ts';
import { until } from '../processes.ts';
import { skipWithoutBroker } from './broker-there.ts';
import { Relay } from './relay.ts';

/** More than the buffers of the system take. */
const FULL = { texts: 100, text: 'x'.repeat(200_000) };

const HOUR_MS = 3_600_000;

describe('a connection to a broker whose way is cut', function () {
  this.timeout(30_000);
  let broker: OwnBroker;
  let relay: Relay;
  let bus: Bus;

  before(async function () {
    skipWithoutBroker(this);
    broker = await OwnBroker.start(['one']);
    const { primary } = broker;
    relay = await Relay.start(Number(new URL(primary.servers[0]!).port), '127.0.0.1');
    bus = await connectBus({ ...primary, servers: [`nats://127.0.0.1:${relay.port}`] }, 'primary');
  });
  after(async () => {
    await bus?.close();
    relay?.stop();
    await broker?.stop();
  });

  it('is replaced before a session is lost, though much is still to be sent on the old one', async () => {
    relay.freeze();
    const cutMs = performance.now();
    for (let i = 0; i < FULL.texts; i++) bus.publish('csb.call', FULL.text);
    await until('it is noticed', () => !bus.isConnected);
    expect(performance.now() - cutMs).to.be.below(GIVE_UP_MS);
    await until('it is connected', () => bus.isConnected);
  });

  it('is replaced within seconds, though the clock is set back meanwhile', async () => {
    const { now } = Date;
    Date.now = () => now() - HOUR_MS;
    try {
      relay.freeze();
      await until('it is noticed', () => !bus.isConnected);
      await until('it is connected', () => bus.isConnected);
    } finally {
      Date.now = now;
    }
  });
});
