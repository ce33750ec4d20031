import { UsageError } from '../core/usage-error.ts';
import { routeOf } from '../load/traffic/route.ts';
import type { LogLine } from './formats/log-line.ts';
import { decoded, kept } from './lines.ts';

/** More rows than that are no table. */
export const MOST_ROUTES = 50;
/** Templates that are told apart while reading; rarer ones that come later are one route. */
const MOST_TEMPLATES = 10_000;
/** Paths whose route is remembered. */
const MOST_PATHS = 20_000;
/** Longer names would not fit into a table. */
const MOST_TYPE = 80;
const OTHER = 'other';

/** `/report/:id=report`: what matches is one route of that name. */
export interface NamedRoute {
  readonly expression: RegExp;
  readonly name: string;
}

export function namedRoute(text: string): NamedRoute {
  const at = text.lastIndexOf('=');
  const [pattern, name] = [text.slice(0, at), text.slice(at + 1)];
  if (at < 1 || !/^(?:[A-Z]+ )?\/\S*$/.test(pattern) || !/^[a-z0-9][a-z0-9-]{0,40}$/.test(name))
    throw new UsageError([
      `--route takes a path and a name in lower-case letters, such as '/report/:id=report', but is ${JSON.stringify(text)}`,
    ]);
  const source = pattern
    .replace(/[.+?^${}()|[\]\\]/g, '\\$&')
    .replace(/\*/g, '.*')
    .replace(/:[A-Za-z]\w*/g, '[^/]+');
  // Behind a query that is named, more may come.
  const more = pattern.includes('?') ? String.raw`(?:&\S*)?` : '';
  return { expression: new RegExp(`^(?:[A-Z]+ )?${source}${more}$`), name };
}

/** Left out by its path, whatever it took. */
export type LeftOut = 'static file' | 'health check' | 'websocket or event stream';

const STATIC =
  /\.(?:js|mjs|css|map|png|jpe?g|gif|svg|ico|webp|avif|woff2?|ttf|eot|mp4|webm|txt|xml|webmanifest)$/i;
const HEALTH =
  /^\/(?:[\w-]+\/)?(?:health|healthz|healthcheck|livez?|ready|readyz|readiness|liveness|ping|status|metrics|-\/healthy)\/?$/i;
const STREAM = /\/(?:socket\.io|ws|sockjs|events|sse|event-?stream)(?:\/|$)/i;

/** The routes of a log by number, as they come. */
export class Routes {
  readonly names: string[] = [];
  readonly #named: readonly NamedRoute[];
  /** A named route looks at the query. */
  readonly #byQuery: boolean;
  readonly #numbers = new Map<string, number>();
  /** By method, then by path. */
  readonly #known = new Map<string, Map<string, number | LeftOut>>();
  #knownPaths = 0;

  constructor(named: readonly NamedRoute[]) {
    this.#named = named;
    this.#byQuery = named.some(({ expression }) => expression.source.includes('\\?'));
  }

  /**
   * The number of a request's route, or why it is left out. The target is as it came: bytes as characters. Where the library
   * names the work, that is the route, unless routes are named.
   */
  of({ method, target, jobType }: Pick<LogLine, 'method' | 'target' | 'jobType'>): number | LeftOut {
    if (jobType !== '' && this.#named.length === 0) return this.#ofJob(jobType);
    const query = this.#byQuery ? -1 : target.indexOf('?');
    const path = query < 0 ? target : target.slice(0, query);
    let paths = this.#known.get(method);
    const known = paths?.get(path);
    if (known !== undefined) return known;
    const found = this.#find(method, path);
    if (this.#knownPaths++ > MOST_PATHS) {
      this.#known.clear();
      this.#knownPaths = 0;
      paths = undefined;
    }
    if (paths === undefined) {
      paths = new Map();
      this.#known.set(decoded(method), paths);
    }
    paths.set(kept(path), found);
    return found;
  }

  #ofJob(type: string): number {
    return this.#numbers.get(type) ?? this.#number(decoded(type).slice(0, MOST_TYPE));
  }

  #find(method: string, latin1: string): number | LeftOut {
    const whole = pathOf(decoded(latin1));
    const [path = ''] = whole.split('?', 1);
    const named = this.#named.find(
      ({ expression }) => expression.test(`${method} ${whole}`) || expression.test(`${method} ${path}`),
    );
    if (named !== undefined) return this.#number(named.name);
    if (STATIC.test(path)) return 'static file';
    if (HEALTH.test(path)) return 'health check';
    if (STREAM.test(path)) return 'websocket or event stream';
    return this.#number(routeOf(/^[A-Z]{1,16}$/.test(method) ? method : '?', path));
  }

  #number(name: string): number {
    const known = this.#numbers.get(name);
    if (known !== undefined) return known;
    if (this.names.length >= MOST_TEMPLATES && name !== OTHER) return this.#number(OTHER);
    this.#numbers.set(name, this.names.length);
    return this.names.push(name) - 1;
  }
}

/** Without the host, and without what a path may not hold. */
function pathOf(target: string): string {
  const path = target.replace(/^[a-z]+:\/\/[^/?#]*/i, '').replace(/[#;].*$/, '');
  return path === '' ? '/' : path;
}
