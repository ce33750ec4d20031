import { Option } from 'commander';
import type { Watched } from '../watch/board/watched.ts';
import type { LivePage } from '../watch/live-page.ts';
import { wholeBetween } from './options.ts';
import { warnLines } from './output.ts';

const USUAL_PORT = 7411;

/** True for the usual port, or another if that is taken. */
export type WatchPort = number | true;

export const WATCH_OPTION = new Option(
  '--watch [port]',
  `show it live in a browser of this machine, at http://127.0.0.1:<port> (${USUAL_PORT}, or a free port if that is taken)`,
).argParser(wholeBetween(0, 65535));

/** True unless nobody asked, or nobody can look: where CI is set there is no browser. */
export function isWatched(port: WatchPort | undefined): port is WatchPort {
  return port !== undefined && process.env.CI === undefined;
}

/** Opens the page and says where. */
export async function openLivePage(watched: Watched, port: WatchPort): Promise<LivePage> {
  const { LivePage } = await import('../watch/live-page.ts');
  const page = await LivePage.open(watched, port === true ? [USUAL_PORT, 0] : [port]);
  warnLines([`Watch it at ${page.url}`]);
  return page;
}
