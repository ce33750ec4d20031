import type { Advised } from '../../bench/advice/advice.ts';
import type { Goal } from '../../bench/advice/goal.ts';
import type { HeavyRoute, LogFacts } from '../../bench/advice/log-facts.ts';
import type { RouteTotal } from '../../logs/heavy-routes.ts';
import type { AccessLog } from '../../logs/read-log.ts';

/** What `--json` prints. Times in ms; a figure that is unknown is null. */
export function adviceDocument(
  {
    log,
    facts,
    routes,
  }: {
    readonly log: AccessLog;
    readonly facts: LogFacts | null;
    readonly routes: readonly RouteTotal[];
  },
  outcome: {
    readonly goals: readonly Goal[];
    readonly advised: Advised | null;
    readonly reason: string | null;
    readonly scenario: string | null;
  },
): string {
  const { advised, goals, reason, scenario } = outcome;
  const document = {
    schemaVersion: 1,
    log: {
      format: log.format.name,
      stamp: log.format.stamp,
      lines: log.lines,
      requests: log.columns.count,
      firstMs: log.firstMs,
      lastMs: log.lastMs,
      stampStepMs: log.stampStepMs,
      leftOut: log.leftOut,
      notUnderstood: log.notUnderstood,
      notes: log.notes,
    },
    routes: routes.map((route) => routeIn(route, facts)),
    doubts: facts?.doubts ?? [],
    queue: facts === null ? null : queueIn(facts),
    peak: facts?.peak ?? null,
    objective: goals,
    rows: advised?.rows ?? [],
    advice: advised?.advice == null ? null : adviceIn(advised.advice),
    reason,
    scenario,
  };
  return JSON.stringify(document, finite, 2);
}

function routeIn({ route, name, heavy, requests }: RouteTotal, facts: LogFacts | null) {
  const own: HeavyRoute | undefined = facts?.heavy.find((one) => one.name === name);
  return {
    name,
    route,
    heavy,
    requests,
    serviceMs: own?.serviceMs ?? null,
    responseMs: own?.responseMs ?? null,
    source: own === undefined ? null : (facts?.recovered.source ?? null),
    sure: own !== undefined && facts?.doubts.length === 0,
    workers: own === undefined ? null : workersIn(facts),
    mixture: own?.mixture ?? null,
  };
}

/** The number that the queue gives; null where no queue holds. */
function workersIn(facts: LogFacts | null): number | null {
  const inversion = facts?.recovered.inversion;
  return inversion?.holds ? inversion.workers : null;
}

function queueIn({ recovered: { inversion } }: LogFacts) {
  if (inversion === null) return null;
  const { serviceMs: _, ...rest } = inversion;
  return rest;
}

function adviceIn({ otherwise, ...advice }: NonNullable<Advised['advice']>) {
  return { ...advice, flips: otherwise.some(({ flips }) => flips), otherwise };
}

/** JSON has no infinity: an overloaded arrangement has no figure. */
function finite(_: string, value: unknown): unknown {
  return typeof value === 'number' && !Number.isFinite(value) ? null : value;
}
