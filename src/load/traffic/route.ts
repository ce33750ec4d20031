/** Segments of a path that name a thing, not a kind of things. */
const IDENTIFIERS: readonly RegExp[] = [
  /^\d+$/,
  /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
  // Letters alone may be a word (`feedface`).
  /^(?=.*\d)[0-9a-f]{8,}$/i,
  /^[^@\s]+(@|%40)[^@\s]+\.[^@\s]+$/i,
];

/** Longer ones would not fit into a table. */
const MAX_ROUTE = 80;

/** Method and route of a request: `GET /report/17?full=1` is one of `GET /report/:id`. */
export function routeOf(method: string, path: string): string {
  const [pathname = ''] = path.split('?', 1);
  const segments = pathname
    .split('/')
    .map((segment) => (IDENTIFIERS.some((one) => one.test(segment)) ? ':id' : segment));
  return `${method} ${segments.join('/')}`.slice(0, MAX_ROUTE);
}
