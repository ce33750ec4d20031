import type { RouteTotal } from '../../logs/heavy-routes.ts';
import type { AccessLog } from '../../logs/read-log.ts';
import type { AdviceFindings, Goal, Route } from '../../results/advice-schema.ts';
import type { Advised } from './advice.ts';
import type { LogFacts } from './log-facts.ts';

/** A log that was read. */
export interface ReadLog {
  readonly files: readonly string[];
  readonly log: AccessLog;
  readonly routes: readonly RouteTotal[];
  /** Null if no route is heavy. */
  readonly facts: LogFacts | null;
}

/** All that was found about a log, before or without advice. */
export function logFindings({ files, log, routes, facts }: ReadLog): AdviceFindings {
  return {
    log: {
      files,
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
    heavyRequests: facts?.requests.count ?? 0,
    doubts: facts?.doubts ?? [],
    queue: facts === null ? null : queueIn(facts),
    peak: facts?.peak ?? null,
    objective: [],
    tried: [],
    rows: [],
    advice: null,
    reason: null,
  };
}

/** The same with what was simulated. */
export function withAdvice(
  found: AdviceFindings,
  objective: readonly Goal[],
  { tried, rows, advice }: Advised,
): AdviceFindings {
  const reason = advice === null ? 'nothing that was tried meets the objective' : null;
  return { ...found, objective, tried, rows, advice, reason };
}

function routeIn({ route, name, heavy, requests }: RouteTotal, facts: LogFacts | null): Route {
  const own = facts?.heavy.find((one) => one.name === name);
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

function queueIn({ recovered: { inversion } }: LogFacts): AdviceFindings['queue'] {
  if (inversion === null) return null;
  const { workers, queues, contradictions, withFewer, waited, dependence, holds } = inversion;
  return { workers, queues, contradictions, withFewer, waited, dependence, holds };
}
