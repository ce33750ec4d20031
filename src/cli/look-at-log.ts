import type { Present } from '../bench/advice/advice.ts';
import { logFindings, type ReadLog } from '../bench/advice/findings.ts';
import { factsOf, type LogFacts } from '../bench/advice/log-facts.ts';
import { type PeakScenario, peakScenario } from '../bench/advice/peak-traffic.ts';
import { type ScenarioPlace, scenarioPlace, writeScenario } from '../bench/advice/scenario-files.ts';
import { UsageError } from '../core/usage-error.ts';
import { routeTotals } from '../logs/heavy-routes.ts';
import { factsParts, logParts } from '../report/advice/facts-report.ts';
import { inMarkdown } from '../report/table/markdown.ts';
import type { Part } from '../report/table/table.ts';
import type { AdviceFindings } from '../results/advice-schema.ts';
import { type LogOptions, readAsked, scenarioName } from './advise-options.ts';

/** A log that was read, and what it says. */
export interface Look extends ReadLog {
  readonly place: ScenarioPlace;
  readonly found: AdviceFindings;
  /** All of that in words. */
  readonly parts: readonly Part[];
}

export async function lookAt(files: readonly string[], options: LogOptions): Promise<Look> {
  const { cpu, now, heavy } = options;
  if (cpu !== undefined && now === undefined)
    throw new UsageError(['--cpu needs --now: the number of workers on these processors']);
  const place = await scenarioPlace(scenarioName(files, options));
  const log = await readAsked(files, options);
  const processors = cpu === undefined || now === undefined ? null : { busy: cpu, count: now };
  const facts = factsOf(log, { heavy, processors });
  const read = { files, log, facts, routes: facts?.routes ?? routeTotals(log, heavy) };
  const found = logFindings(read);
  return { ...read, place, found, parts: [...logParts(found), ...factsParts(found)] };
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

/** A number for a scenario: the present one, else what square-root staffing gives. */
export function workersFor({ peak }: LogFacts, { workers }: Present): number {
  return workers ?? Math.ceil(peak.busyWorkers + Math.sqrt(peak.busyWorkers));
}

/** Writes the scenario, its trace and a page with all that was said. Returns the scenario. */
export async function keepScenario(
  { files, place }: Look,
  facts: LogFacts,
  workers: number,
  said: readonly Part[],
): Promise<PeakScenario> {
  const peak = peakScenario(facts, `The busiest time of ${files.join(', ')}.`, workers);
  await writeScenario(place, peak, inMarkdown(said));
  return peak;
}
