import type { ReportParameters } from '../contract/scenario.ts';

/** What a job worker is asked to run. */
export type Work =
  | { readonly runs: 'sleep' | 'spin'; readonly sizeMs: number }
  | { readonly runs: 'report-a' | 'report-b'; readonly parameters: ReportParameters };

/** What comes of it: for a report, the digest of its pages, the same on every run and every worker. */
export interface WorkResult {
  readonly digest: string;
  readonly bytes: number;
}
