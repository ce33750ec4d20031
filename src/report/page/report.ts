import type { AnyChart } from '../figures/chart.ts';
import type { Cast } from '../model/cast.ts';
import type { Part } from '../table/table.ts';

/** A report before it is drawn. Its texts come from a run and may hold names of others. */
export interface Report {
  readonly title: string;
  /** Scenario, kind and time of the run. */
  readonly about: string;
  readonly question: string;
  /** The first two sentences are the answer and its certainty. */
  readonly answer: readonly string[];
  readonly table: readonly Part[];
  readonly cast: Cast;
  readonly charts: readonly AnyChart[];
  /** Warnings and doubts, one sentence each. */
  readonly warnings: readonly string[];
  /** What was measured where: name and value. */
  readonly facts: readonly (readonly [string, string])[];
  /** Every other figure. */
  readonly details: readonly Part[];
  /** How to repeat the run, and what to do next: what for, and the command. */
  readonly commands: readonly (readonly [string, string])[];
  /** Further runs, each with a report of its own. */
  readonly parts: readonly Report[];
}
