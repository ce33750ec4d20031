import type { ClusterAccount } from '../../cluster/account.ts';
import { noOutcomes, OUTCOMES, type OutcomeCounts } from '../../core/outcomes.ts';
import { countOutcomes } from '../../measuring/summary/class-summary.ts';
import type { RequestRecord } from '../../measuring/summary/request-record.ts';

const ANSWERS = ['ok', 'failed', 'timedOut', 'rejected'] as const;

/** Contradictions between the client's records and the server's counts; empty if there are none. */
export function accountFaults(records: readonly RequestRecord[], cluster: ClusterAccount): string[] {
  return [...clientFaults(records, cluster), ...dispatchFaults(cluster), ...workerFaults(cluster)];
}

function clientFaults(records: readonly RequestRecord[], cluster: ClusterAccount): string[] {
  const faults: string[] = [];
  for (const kind of ['light', 'heavy'] as const) {
    const client = countOutcomes(
      records.filter((record) => record.class === kind),
      0,
    );
    const server = totalAnswers(cluster, kind);
    if (client.lost > 0 && !mayLose(cluster))
      faults.push(`${client.lost} ${kind} requests were lost${why(cluster)}`);
    // If the client gives up or loses its connection, only the server knows of an answer under way.
    const unheard = client.lost + client.cancelled;
    for (const answer of ANSWERS) {
      // A dead HTTP worker cannot report its counts.
      const least = cluster.httpWorkerDeaths > 0 ? 0 : client[answer];
      if (server[answer] < least || server[answer] > client[answer] + unheard) {
        faults.push(`${kind}: the client saw ${client[answer]} ${answer}, the server gave ${server[answer]}`);
      }
    }
  }
  return faults;
}

/** Requests may be lost only if a fault of the scenario killed their HTTP worker. */
function mayLose({ httpWorkerDeaths, injectedHttpFaults }: ClusterAccount): boolean {
  return httpWorkerDeaths > 0 && httpWorkerDeaths <= injectedHttpFaults;
}

function why({ httpWorkerDeaths }: ClusterAccount): string {
  return httpWorkerDeaths > 0 ? ': an HTTP worker died without a fault of the scenario' : '';
}

/** A trial without a request in its measured time has no result, even if its counts agree. */
export function nothingMeasured(records: readonly RequestRecord[]): string[] {
  return records.some(({ warmup }) => !warmup) ? [] : ['no request was due in the measured time'];
}

/** The counts of the HTTP workers must equal those of the primary. */
function dispatchFaults(cluster: ClusterAccount): string[] {
  const { dispatch } = cluster;
  if (dispatch === undefined) return [];
  const faults = [...dispatch.faults];
  const { tally } = dispatch;
  const heavy = totalAnswers(cluster, 'heavy');
  for (const answer of [...ANSWERS, 'cancelled'] as const) {
    const comparable = heavy.cancelled === 0 && cluster.httpWorkerDeaths === 0;
    if (heavy[answer] !== tally.outcomes[answer] && comparable) {
      faults.push(
        `HTTP workers gave ${heavy[answer]} ${answer}, the primary settled ${tally.outcomes[answer]}`,
      );
    }
  }
  const open = tally.arrived - tally.settled;
  if (open !== 0) faults.push(`${open} jobs were still open after the drain`);
  return faults;
}

function workerFaults(cluster: ClusterAccount): string[] {
  const faults = cluster.jobWorkers
    .filter((worker) => worker.unfinished !== 0)
    .map((worker) => `worker ${worker.worker} still counts ${worker.unfinished} active jobs after the drain`);
  if (cluster.malformedMessages > 0) faults.push(`${cluster.malformedMessages} malformed messages`);
  return faults;
}

function totalAnswers(cluster: ClusterAccount, kind: 'light' | 'heavy'): OutcomeCounts {
  const total = noOutcomes();
  for (const { counts } of cluster.httpWorkers) {
    for (const outcome of OUTCOMES) total[outcome] += counts[kind][outcome];
  }
  return total;
}
