import { expect } from 'chai';
import { Agent } from '../../../src/cluster/agent/agent.ts';
import { AgentPool } from '../../../src/cluster/nats/agent-pool.ts';
import { ALL_UP, CALL, upFrom } from '../../../src/cluster/nats/bus.ts';
import { type Call, type Hello, PROTOCOL } from '../../../src/cluster/nats/items.ts';
import { overSession } from '../../../src/cluster/nats/over.ts';
import { packetText } from '../../../src/core/session/packet.ts';
import { monotonicMs } from '../../../src/processes/clock.ts';
import { until } from '../processes.ts';
import { PlayedBus } from './played-bus.ts';

const IDENTITY = { name: 'one', machine: 'far', code: 'any', places: 1 };
const SEAT = { role: 'job', index: 0, speed: 1, maxOldSpaceMb: undefined } as const;

describe('where primary and agent do not hear each other', () => {
  /** A primary, a worker at an agent, and what the primary heard from it. */
  function withWorker() {
    const bus = new PlayedBus();
    const pool = new AgentPool(bus, 'bench');
    const { primary } = JSON.parse(bus.published[0]!) as Call;
    const heard: string[] = [];
    const events = {
      heard: (raw: unknown) => heard.push(`heard ${raw}`),
      beat: () => heard.push('beat'),
      wrote() {},
      trouble() {},
      doubted() {},
      leaving() {},
      ended: () => heard.push('ended'),
    };
    const greets = (session: string) => {
      const hello: Hello = { ...IDENTITY, protocol: PROTOCOL, primary, session };
      bus.say(ALL_UP, upFrom('one'), JSON.stringify(hello));
    };
    greets('first');
    return { bus, pool, heard, greets, link: pool.start(SEAT, events) };
  }

  it('the primary does not hold the silence of workers against them', async () => {
    const { bus, pool, heard, link } = withWorker();
    const nowMs = monotonicMs();
    bus.isConnected = false;
    await until('it is excused', () => heard.includes('beat'));
    expect(link.reachedMs).to.be.at.most(nowMs);
    await pool.close();
  });

  it('a late result is passed on, to be counted as that, and its agent is told that all is over', async () => {
    const { bus, pool, heard, greets, link } = withWorker();
    greets('second');
    const late = { session: 'first', seq: 1, ack: 0, again: false, text: `.["from",${link.id},"a result"]` };
    bus.say(ALL_UP, upFrom('one'), packetText(late));
    expect(heard).to.deep.equal(['ended', 'heard a result']);
    expect(overSession(bus.published.at(-1)!)).to.equal('first');
    await pool.close();
  });

  it('the agent gives up its primary, and answers the next', async () => {
    const bus = new PlayedBus();
    const agent = new Agent(IDENTITY, '.', bus, () => {}, 100);
    const answers = (primary: string) => {
      bus.say(CALL, CALL, JSON.stringify({ protocol: PROTOCOL, primary } satisfies Call));
      return bus.published.some((text) => text.includes(`"primary":"${primary}"`));
    };
    expect(answers('first')).to.equal(true);
    expect(answers('second')).to.equal(false);
    bus.isConnected = false;
    await until('it is free', () => answers('third'));
    await agent.leave(0);
  });
});
