import type { Present } from '../bench/advice/advice.ts';
import { factsOf, type LogFacts } from '../bench/advice/log-facts.ts';
import { peakScenario } from '../bench/advice/peak-traffic.ts';
import { type ScenarioPlace, scenarioPlace, writeScenario } from '../bench/advice/scenario-files.ts';
import { UsageError } from '../core/usage-error.ts';
import { type RouteTotal, routeTotals } from '../logs/heavy-routes.ts';
import type { AccessLog } from '../logs/read-log.ts';
import { factsParts, logParts } from '../report/advice/facts-report.ts';
import { inMarkdown } from '../report/table/markdown.ts';
import type { Part } from '../report/table/table.ts';
import { type LogOptions, readAsked, scenarioName } from './advise-options.ts';

/** A log that was read, and what it says. */
export interface Look {
  readonly files: readonly string[];
  readonly place: ScenarioPlace;
  readonly log: AccessLog;
  readonly routes: readonly RouteTotal[];
  /** Null if no route is heavy. */
  readonly facts: LogFacts | null;
  /** All of that in words. */
  readonly parts: readonly Part[];
}

export const NONE_HEAVY =
  'No route is heavy: none has a twentieth of the response time and 5 ms on average. Name those that are: --heavy=<names>.';

export async function lookAt(files: readonly string[], options: LogOptions): Promise<Look> {
  const { cpu, now, heavy } = options;
  if (cpu !== undefined && now === undefined)
    throw new UsageError(['--cpu needs --now: the number of workers on these processors']);
  const place = await scenarioPlace(scenarioName(files, options));
  const log = await readAsked(files, options);
  const processors = cpu === undefined || now === undefined ? null : { busy: cpu, count: now };
  const facts = factsOf(log, { heavy, processors });
  return {
    files,
    place,
    log,
    facts,
    routes: facts?.routes ?? routeTotals(log, heavy),
    parts: [...logParts(files, log), ...(facts === null ? ['', NONE_HEAVY] : factsParts(facts))],
  };
}

/** How the requests of the log were served: as the user says; else a queue that was recovered is what pull-fifo does. */
export function presentOf(
  { recovered: { inversion } }: LogFacts,
  { now, nowStrategy }: { readonly now?: number; readonly nowStrategy?: string },
): Present {
  const found = inversion?.holds === true ? inversion : undefined;
  return {
    workers: now ?? found?.workers ?? null,
    strategy: nowStrategy ?? (found?.queues === 1 ? 'pull-fifo' : null),
  };
}

/** Writes the scenario, its trace and a page with all that was said. */
export async function keepScenario(
  { files, place }: Look,
  facts: LogFacts,
  workers: number,
  said: readonly Part[],
): Promise<void> {
  const about = `The busiest time of ${files.join(', ')}.`;
  await writeScenario(place, peakScenario(facts, about, workers), inMarkdown(said));
}
