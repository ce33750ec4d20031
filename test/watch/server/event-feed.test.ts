import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { expect } from 'chai';
import { EventFeed } from '../../../src/watch/server/event-feed.ts';
import { LoopbackServer } from '../../../src/watch/server/loopback-server.ts';
import { until } from '../../cluster/processes.ts';

describe('the events of a run', () => {
  let feed: EventFeed;
  let server: LoopbackServer;
  let frame = (tick: number) => `{"after":${tick}}`;

  beforeEach(async () => {
    frame = (tick) => `{"after":${tick}}`;
    feed = new EventFeed('run', (tick) => frame(tick));
    server = await LoopbackServer.start(new Map([['/events', feed.route]]), [0]);
  });
  afterEach(() => server.close());

  async function read(lastEventId?: string): Promise<ReadableStreamDefaultReader<Uint8Array>> {
    const headers = lastEventId === undefined ? {} : { 'last-event-id': lastEventId };
    const { body } = await fetch(`${server.url}/events`, { headers });
    return body!.getReader();
  }

  /** Reads until an event has this id, and returns its data. */
  async function eventWith(reader: ReadableStreamDefaultReader<Uint8Array>, id: string): Promise<string> {
    let text = '';
    for (;;) {
      const [, data] = new RegExp(`id: ${id}\ndata: (.*)\n\n`).exec(text) ?? [];
      if (data !== undefined) return data;
      const { value, done } = await reader.read();
      if (done) throw new Error(`no event ${id} in ${text}`);
      text += Buffer.from(value).toString();
    }
  }

  it('give each reader what came after the tick that it saw last', async () => {
    feed.send(1);
    const reader = await read();
    expect(await eventWith(reader, 'run-1')).to.equal('{"after":0}');
    feed.send(2);
    expect(await eventWith(reader, 'run-2')).to.equal('{"after":1}');
    await reader.cancel();
  });

  it('go on for a reader that comes back where it broke off', async () => {
    feed.send(7);
    const reader = await read('run-5');
    expect(await eventWith(reader, 'run-7')).to.equal('{"after":5}');
    await reader.cancel();
  });

  it('begin anew for a reader that comes from another run, or names no tick', async () => {
    feed.send(7);
    for (const id of ['other-5', 'run-', 'run-x', 'run-1e3', '-5', 'run']) {
      const reader = await read(id);
      expect(await eventWith(reader, 'run-7'), id).to.equal('{"after":0}');
      await reader.cancel();
    }
  });

  it('leave out a reader that does not read', async () => {
    frame = () => `"${'x'.repeat(100_000)}"`;
    const lazy = connect(Number(new URL(server.url).port), '127.0.0.1');
    await once(lazy, 'connect');
    lazy.pause().write(`GET /events HTTP/1.1\r\nhost: ${new URL(server.url).host}\r\n\r\n`);
    await until('it is heard', () => feed.readers === 1);
    for (let tick = 1; tick < 500 && feed.readers > 0; tick++) {
      feed.send(tick);
      await new Promise(setImmediate);
    }
    expect(feed.readers).to.equal(0);
    (lazy as Socket).destroy();
  });

  it('have room for so many readers', async () => {
    const all = await Promise.all(Array.from({ length: 16 }, () => read()));
    expect((await fetch(`${server.url}/events`)).status).to.equal(503);
    await Promise.all(all.map((reader) => reader.cancel()));
  });
});
