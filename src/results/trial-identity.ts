import type { TrialRecord } from './trial-schema.ts';

/** What a trial is of; each block has one of it. */
export type TrialArm = Pick<TrialRecord, 'strategy' | 'twin' | 'connections'>;

/** What tells a trial from all others of its run. */
export type TrialIdentity = TrialArm & Pick<TrialRecord, 'block'>;

/** The same for what is the same: no label of a strategy has a space. */
export function armKey({ strategy, twin, connections }: TrialArm): string {
  return `${strategy} ${twin} ${connections}`;
}

export function trialKey(trial: TrialIdentity): string {
  return `${trial.block} ${armKey(trial)}`;
}

/** As messages call it. */
export function trialName({ block, strategy, twin, connections }: TrialIdentity): string {
  const level = connections === null ? '' : ` at ${connections} connections`;
  return `the trial of ${strategy}${twin ? ' again' : ''}${level} in block ${block + 1}`;
}

/** What `samples/` calls the file of its requests. In a label, `:` is followed by `key=value`. */
export function samplesName({ block, strategy, twin, connections }: TrialIdentity): string {
  const level = connections === null ? '' : `-${connections}`;
  return `${block}-${strategy}${twin ? ':twin' : ''}${level}`;
}

/** A strategy, or a class, as tables call it where a closed loop has several numbers of connections. */
export function atConnections(name: string, connections: number | null): string {
  return connections === null ? name : `${name}, ${connections} conn.`;
}

/** Those of one row of the results; the baseline's second ones have none. */
export function trialsOf<Trial extends TrialArm>(
  trials: readonly Trial[],
  { name, connections }: { readonly name: string; readonly connections: number | null },
): Trial[] {
  return trials.filter((one) => one.strategy === name && one.connections === connections && !one.twin);
}
