import { randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { sleep } from '../processes/timer.ts';
import type { Watched } from './board/watched.ts';
import { EVENTS_PATH, watchDocument } from './page/watch-document.ts';
import { EventFeed } from './server/event-feed.ts';
import { LoopbackServer } from './server/loopback-server.ts';

const TICK_MS = 250;
/** How long readers may take for the last event. */
const LAST_EVENT_MS = 200;

/** A page that shows a board in any browser of this machine. It waits for no browser, and works without one. */
export class LivePage {
  readonly #watched: Watched;
  readonly #feed: EventFeed;
  readonly #server: LoopbackServer;
  readonly #ticking: NodeJS.Timeout;

  /** Takes the first of these ports that is free. Throws PortRefused if none is. */
  static async open(watched: Watched, ports: readonly number[]): Promise<LivePage> {
    const feed = new EventFeed(randomBytes(6).toString('hex'), (tick) =>
      JSON.stringify(watched.board.frame(tick, watched.nowMs())),
    );
    const page = watchDocument();
    const routes = new Map([
      ['/', (_: unknown, response: ServerResponse) => answer(response, page)],
      [EVENTS_PATH, feed.route],
    ]);
    return new LivePage(watched, feed, await LoopbackServer.start(routes, ports));
  }

  private constructor(watched: Watched, feed: EventFeed, server: LoopbackServer) {
    this.#watched = watched;
    this.#feed = feed;
    this.#server = server;
    this.#ticking = setInterval(() => this.#tick(), TICK_MS).unref();
  }

  get url(): string {
    return `${this.#server.url}/`;
  }

  /** Says how it ended, and closes. */
  async close(how: string): Promise<void> {
    clearInterval(this.#ticking);
    this.#watched.board.end(how);
    this.#tick();
    this.#feed.end();
    if (this.#feed.readers > 0) await sleep(LAST_EVENT_MS);
    await this.#server.close();
  }

  #tick(): void {
    this.#watched.refresh();
    this.#feed.send(this.#watched.board.nextTick());
  }
}

function answer(response: ServerResponse, { policy, text }: ReturnType<typeof watchDocument>): void {
  response.setHeader('content-type', 'text/html; charset=utf-8');
  response.setHeader('content-security-policy', policy);
  response.end(text);
}
