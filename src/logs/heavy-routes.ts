import { RESERVED_TYPE_NAMES } from '../core/reserved-type-names.ts';
import { UsageError } from '../core/usage-error.ts';
import type { AccessLog } from './read-log.ts';
import { MOST_ROUTES } from './routes.ts';

/** A route with all its requests. */
export interface RouteTotal {
  /** `GET /report/:id`, or the name that `--route` gives it. */
  readonly route: string;
  /** As tables and scenarios call it. */
  readonly name: string;
  readonly requests: number;
  /** Of their response times. */
  readonly totalMs: number;
  readonly heavy: boolean;
  /** Its number in the log, or those of all rare routes. */
  readonly numbers: readonly number[];
}

/** Of all response time; a route with less makes no difference to the workers. */
const HEAVY_SHARE = 0.05;
/** Shorter ones block nobody. */
const HEAVY_MEAN_MS = 5;
/** A scenario's types have a number of 8 bits. */
const MOST_HEAVY = 20;

/** Routes by total response time; the rarest share a row. `heavy` names the heavy ones, if not empty. */
export function routeTotals(log: AccessLog, heavy: readonly string[]): RouteTotal[] {
  const requests = new Float64Array(log.routes.length);
  const totalMs = new Float64Array(log.routes.length);
  log.columns.forEach(({ route, durationMs }) => {
    requests[route] = (requests[route] as number) + 1;
    totalMs[route] = (totalMs[route] as number) + durationMs;
  });
  const numbers = [...log.routes.keys()].sort((a, b) => (totalMs[b] as number) - (totalMs[a] as number));
  const shown = numbers.length <= MOST_ROUTES ? numbers : numbers.slice(0, MOST_ROUTES - 1);
  const rest = numbers.slice(shown.length);
  const names = new Set<string>();
  const allMs = totalMs.reduce((sum, ms) => sum + ms, 0);
  const total = (route: string, own: readonly number[]): RouteTotal => {
    const count = own.reduce((sum, n) => sum + (requests[n] as number), 0);
    const ms = own.reduce((sum, n) => sum + (totalMs[n] as number), 0);
    const isHeavy = ms >= HEAVY_SHARE * allMs && ms / count >= HEAVY_MEAN_MS;
    const name = uniqueName(route, names);
    return {
      route,
      name,
      requests: count,
      totalMs: ms,
      heavy: heavy.length === 0 ? isHeavy && names.size <= MOST_HEAVY : isNamed(heavy, name, route),
      numbers: own,
    };
  };
  const totals = shown.map((n) => total(log.routes[n] as string, [n]));
  const all = rest.length === 0 ? totals : [...totals, total('other', rest)];
  const unknown = heavy.filter((text) => !all.some(({ name, route }) => isNamed([text], name, route)));
  if (unknown.length > 0)
    throw new UsageError(
      unknown.map(
        (text) =>
          `--heavy: there is no route ${JSON.stringify(text)} in this log; there are ${all.map(({ name }) => name).join(', ')}`,
      ),
    );
  return all;
}

function isNamed(heavy: readonly string[], name: string, route: string): boolean {
  return heavy.some((text) => text === name || text === route || route === `GET ${text}`);
}

const MOST_CHARACTERS = 40;

/** `GET /report/:id` is `report`, `POST /orders` is `post-orders`. */
function uniqueName(route: string, taken: Set<string>): string {
  const words = route
    .toLowerCase()
    .replace(/^get /, '')
    .split(/[^a-z0-9:]+/)
    .filter((word) => word !== '' && !word.startsWith(':'))
    .map((word) => word.replaceAll(':', ''));
  const plain = words.join('-').slice(0, MOST_CHARACTERS) || 'root';
  const base = RESERVED_TYPE_NAMES.includes(plain) ? `${plain}-route` : plain;
  let name = base;
  for (let n = 2; taken.has(name); n++) name = `${base}-${n}`;
  taken.add(name);
  return name;
}
