import type { ReportParameters } from '../contract/scenario.ts';

/** The work of a job. */
export type Work =
  | { readonly runs: 'sleep' | 'spin'; readonly sizeMs: number }
  | { readonly runs: 'report-a' | 'report-b'; readonly parameters: ReportParameters };

/** The result of a report. */
export interface WorkResult {
  /** Digest of the pages: the same on every run, worker and machine. */
  readonly digest: string;
  /** Length of the compressed pages: the same for the same version of zlib in Node. */
  readonly bytes: number;
}
