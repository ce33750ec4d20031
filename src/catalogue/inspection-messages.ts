import type { Scenario } from '../contract/scenario.ts';
import type { StrategyDefinition } from '../contract/strategy.ts';
import type { Folder } from './plug-in.ts';

/** Everything known of a strategy. */
export type StrategyDescription = Omit<StrategyDefinition, 'create'>;

export interface Inspect {
  readonly folder: Folder;
  readonly module: string;
}

/** The report of an inspection process on one file. */
export type Inspected =
  | { readonly strategy: StrategyDescription }
  | { readonly scenario: Scenario }
  /** The default export is wrong: field and mistake. */
  | { readonly issues: readonly Issue[] }
  /** Loading the file threw; the stack has the place. */
  | { readonly thrown: string; readonly stack: string };

export interface Issue {
  readonly path: readonly (string | number)[];
  readonly message: string;
}
