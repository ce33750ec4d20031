import type { Scenario } from '../contract/scenario.ts';
import type { StrategyDefinition } from '../contract/strategy.ts';
import type { JobDescription } from '../load/plan/scenario-states.ts';
import type { Folder } from './plug-in.ts';

/** Everything known of a strategy. */
export type StrategyDescription = Omit<StrategyDefinition, 'create'>;

export interface Inspect {
  readonly folder: Folder;
  readonly module: string;
  /** Of a job: set it up, and see what it makes of these. */
  readonly trial?: JobTrial;
}

export interface JobTrial {
  /** JSON texts. */
  readonly params: readonly string[];
  /** Whether requests will have parameters that it draws. */
  readonly draws: boolean;
}

/** The report of an inspection process on one file. */
export type Inspected =
  | { readonly strategy: StrategyDescription }
  | { readonly scenario: Scenario }
  | { readonly job: JobDescription }
  /** Of a job that was tried: what it says of each of the parameters. */
  | { readonly refusals: readonly (string | null)[] }
  /** An export is wrong: field and mistake. */
  | { readonly issues: readonly Issue[] }
  /** Loading the file threw, or one of its functions did; the stack has the place. */
  | { readonly thrown: string; readonly stack: string; readonly field?: string };

export interface Issue {
  readonly path: readonly (string | number)[];
  readonly message: string;
}
