import type { ClusterReport, HttpCounts } from './report.ts';
import type { ClusterSettings } from './settings.ts';

/** Between whoever started the cluster and its primary. */
export type ToPrimary =
  | { readonly control: 'start'; readonly settings: ClusterSettings }
  | { readonly control: 'drain' }
  | { readonly control: 'stop' };

export type FromPrimary =
  | { readonly control: 'ready'; readonly url: string; readonly pids: readonly number[] }
  /** The cluster cannot go on; why, for a person. `port taken` is the user's to mend. */
  | {
      readonly control: 'failed';
      readonly cause: 'port taken' | 'strategy' | 'cluster';
      readonly reason: string;
    }
  | { readonly control: 'drained'; readonly report: ClusterReport };

/** Between the primary and its workers, beside the messages of requests. */
export type ToWorker = { readonly control: 'report' };

export type FromWorker =
  | { readonly control: 'ready'; readonly port: number }
  | { readonly control: 'failed'; readonly cause: 'port taken' | 'cluster'; readonly reason: string }
  | { readonly control: 'report'; readonly report: WorkerReport };

export interface WorkerReport {
  /** For HTTP workers; undefined for job workers. */
  readonly http: HttpCounts | undefined;
  readonly malformedMessages: number;
  readonly cpuMs: number;
}

export function isControl(raw: unknown): raw is { control: string } {
  return (
    typeof raw === 'object' && raw !== null && typeof (raw as { control?: unknown }).control === 'string'
  );
}
