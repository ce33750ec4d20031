import type { Scenario } from '../contract/scenario.ts';
import type { StrategyDefinition } from '../contract/strategy.ts';
import type { Folder } from './plug-in.ts';

/** All that there is to say of a strategy. */
export type StrategyDescription = Omit<StrategyDefinition, 'create'>;

export interface Inspect {
  readonly folder: Folder;
  readonly module: string;
}

/** What an inspecting process says of one file. */
export type Inspected =
  | { readonly strategy: StrategyDescription }
  | { readonly scenario: Scenario }
  /** Its default export is not what it should be: what is wrong in which field. */
  | { readonly issues: readonly Issue[] }
  /** Loading it threw; the stack tells where. */
  | { readonly thrown: string; readonly stack: string };

export interface Issue {
  readonly path: readonly (string | number)[];
  readonly message: string;
}
