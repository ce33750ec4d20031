import type { TrialRecord } from './trial-schema.ts';

/** The arm of a trial. Each block has one trial per arm. */
export type TrialArm = Pick<TrialRecord, 'strategy' | 'twin' | 'connections'>;

/** The identity of a trial within its run. */
export type TrialIdentity = TrialArm & Pick<TrialRecord, 'block'>;

/** A unique key, because labels of strategies have no spaces. */
export function armKey({ strategy, twin, connections }: TrialArm): string {
  return `${strategy} ${twin} ${connections}`;
}

export function trialKey(trial: TrialIdentity): string {
  return `${trial.block} ${armKey(trial)}`;
}

/** Its name in messages. */
export function trialName({ block, strategy, twin, connections }: TrialIdentity): string {
  const level = connections === null ? '' : ` at ${connections} connections`;
  return `the trial of ${strategy}${twin ? ' again' : ''}${level} in block ${block + 1}`;
}

/** The name of its file in `samples/`. In a label, `:` is followed by `key=value`. */
export function samplesName({ block, strategy, twin, connections }: TrialIdentity): string {
  const level = connections === null ? '' : `-${connections}`;
  return `${block}-${strategy}${twin ? ':twin' : ''}${level}`;
}

/** The name of a strategy or a class in tables, with its number of connections in a closed loop. */
export function atConnections(name: string, connections: number | null): string {
  return connections === null ? name : `${name}, ${connections} conn.`;
}

/** The trials of one row of the results, without twins. */
export function trialsOf<Trial extends TrialArm>(
  trials: readonly Trial[],
  { name, connections }: { readonly name: string; readonly connections: number | null },
): Trial[] {
  return trials.filter((one) => one.strategy === name && one.connections === connections && !one.twin);
}
