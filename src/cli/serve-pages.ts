import type { ServerResponse } from 'node:http';
import type { ClusterProcess } from '../cluster/cluster-process.ts';
import { clusterMetrics } from '../cluster/metrics/cluster-metrics.ts';
import { OPEN_METRICS } from '../cluster/metrics/open-metrics.ts';
import { ServeBoard } from '../watch/board/serve-board.ts';
import { LoopbackServer } from '../watch/server/loopback-server.ts';
import { isWatched, openLivePage, type WatchPort } from './live-page.ts';

/** Where the command serves what its cluster counts; true for the usual port, or another if that is taken. */
export interface PageOptions {
  readonly metrics?: number | true;
  readonly watch?: WatchPort;
}

/** What the command itself serves beside its cluster. */
export interface ServePages {
  /** Says where. */
  readonly lines: readonly string[];
  close(): Promise<void>;
}

const METRICS_PATH = '/metrics';
/** The usual one of exporters for Prometheus. */
const METRICS_PORT = 9464;

/** Whether the cluster must count for it. */
export function isObserved({ metrics, watch }: PageOptions): boolean {
  return metrics !== undefined || isWatched(watch);
}

export async function openServePages(
  cluster: ClusterProcess,
  title: string,
  jobWorkers: number,
  { metrics, watch }: PageOptions,
): Promise<ServePages> {
  const served = metrics === undefined ? undefined : await servedMetrics(cluster, metrics);
  const page = isWatched(watch)
    ? await openLivePage(new ServeBoard(title, jobWorkers, () => cluster.look()), watch)
    : undefined;
  return {
    lines: served === undefined ? [] : [`Metrics for Prometheus at ${served.url}${METRICS_PATH}`],
    close: async () => {
      await served?.close();
      await page?.close('The cluster has stopped.');
    },
  };
}

function servedMetrics(cluster: ClusterProcess, port: number | true): Promise<LoopbackServer> {
  const routes = new Map([
    [METRICS_PATH, (_: unknown, response: ServerResponse) => answer(cluster, response)],
  ]);
  return LoopbackServer.start(routes, port === true ? [METRICS_PORT, 0] : [port]);
}

function answer(cluster: ClusterProcess, response: ServerResponse): void {
  cluster.look().then(
    (view) => response.setHeader('content-type', OPEN_METRICS).end(clusterMetrics(view)),
    () => response.writeHead(503).end(),
  );
}
