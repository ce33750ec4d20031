import { OUTCOMES } from '../../core/outcomes.ts';
import type { RequestRecord } from '../../measuring/summary/request-record.ts';
import type { Flag } from '../../results/trial-schema.ts';
import type { AppAccount } from './app-report.ts';
import type { AppTold } from './served-app.ts';

/** Share of answers with a status that is not expected, beyond which a trial says nothing of the app. */
const MOST_UNEXPECTED = 0.01;
const MOST_STATUSES_NAMED = 3;

/** What does not add up between the client, the app's HTTP workers and its primary; empty when all is well. */
export function appFaults(
  records: readonly RequestRecord[],
  { account, probes }: AppTold = { account: undefined, probes: new Map() },
): string[] {
  const lost = records.filter(({ outcome }) => outcome === 'lost').length;
  return [
    ...(lost > 0 ? [`${lost} requests were lost: their connections broke before an answer came`] : []),
    ...(account === undefined ? [] : [...answerFaults(records, account, probes), ...jobFaults(account)]),
  ];
}

function answerFaults(
  records: readonly RequestRecord[],
  { answers, httpWorkerDeaths }: AppAccount,
  probes: ReadonlyMap<number, number>,
): string[] {
  // What a dead HTTP worker had answered it took with it.
  if (answers === null || httpWorkerDeaths > 0) return [];
  const seen = new Map(probes);
  for (const { status } of records) if (status > 0) seen.set(status, (seen.get(status) ?? 0) + 1);
  // An answer on its way to a client that gave up is known to the app alone.
  const unheard = records.filter(({ status, connection }) => status === 0 && connection >= 0).length;
  const statuses = new Set([...seen.keys(), ...Object.keys(answers).map(Number)]);
  return [...statuses].flatMap((status) => {
    const [client, app] = [seen.get(status) ?? 0, answers[status] ?? 0];
    return app >= client && app <= client + unheard
      ? []
      : [`the client saw ${client} answers with status ${status}, the app gave ${app}`];
  });
}

function jobFaults({ jobs, open, faults, httpWorkerDeaths, jobWorkers }: AppAccount): string[] {
  const disagreeing = Object.entries(jobs).flatMap(([type, { asked, settled }]) => {
    if (asked.cancelled > 0 || httpWorkerDeaths > 0) return [];
    return OUTCOMES.filter((outcome) => asked[outcome] !== settled[outcome]).map(
      (outcome) =>
        `jobs of ${type}: HTTP workers saw ${asked[outcome]} ${outcome}, the primary settled ${settled[outcome]}`,
    );
  });
  return [
    ...faults,
    ...disagreeing,
    ...(open === 0 ? [] : [`${open} jobs were still open after the drain`]),
    ...jobWorkers
      .filter(({ unfinished }) => unfinished > 0)
      .map(
        ({ worker, unfinished }) => `worker ${worker} still counts ${unfinished} active jobs after the drain`,
      ),
  ];
}

/** A server that answers 401 or 429 at once looks fast. */
export function unexpectedStatuses(records: readonly RequestRecord[]): Flag[] {
  const answered = records.filter(({ status }) => status > 0);
  const counts = new Map<number, number>();
  for (const { status, outcome } of answered)
    if (outcome === 'failed') counts.set(status, (counts.get(status) ?? 0) + 1);
  const unexpected = [...counts.values()].reduce((sum, count) => sum + count, 0);
  if (unexpected <= answered.length * MOST_UNEXPECTED) return [];
  const named = [...counts]
    .sort(([, a], [, b]) => b - a)
    .slice(0, MOST_STATUSES_NAMED)
    .map(([status, count]) => `${count} × ${status}`);
  const share = ((unexpected / answered.length) * 100).toFixed(1);
  const message = `${share} % of the answers had a status that is not expected (${named.join(', ')}), so its times say nothing: mend the requests, or say which statuses are fine, such as --ok=2xx,404`;
  return [{ code: 'unexpected-statuses', message }];
}
