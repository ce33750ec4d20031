import type { ReportParameters } from '../contract/scenario.ts';

/** What a job worker is asked to run. */
export type Work =
  | { readonly runs: 'sleep' | 'spin'; readonly sizeMs: number }
  | { readonly runs: 'report-a' | 'report-b'; readonly parameters: ReportParameters };

/** What comes of a report. */
export interface WorkResult {
  /** Of the pages: the same on every run, every worker and every machine. */
  readonly digest: string;
  /** Of the pages once compressed: the same wherever Node comes with the same zlib. */
  readonly bytes: number;
}
