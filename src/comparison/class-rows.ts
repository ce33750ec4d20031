import type { Metric } from '../results/comparison-schema.ts';
import { armKey, type TrialArm } from '../results/trial-identity.ts';
import type { TrialClass, TrialRecord } from '../results/trial-schema.ts';
import { grouped } from './grouped.ts';
import { metricFor, metricMs } from './metric.ts';

/** A strategy's trials in one class, by block. */
export interface ClassRow extends TrialArm {
  readonly class: string;
  readonly metric: Metric;
  readonly trials: readonly TrialRecord[];
  readonly classes: readonly TrialClass[];
  /** Null if it falls on a request without a good answer. */
  readonly valuesMs: readonly (number | null)[];
}

/** All these trials must have the class. */
export function classRows(trials: readonly TrialRecord[], name: string): ClassRow[] {
  const ofClass = (trial: TrialRecord) => trial.classes.find((one) => one.name === name) as TrialClass;
  const metric = metricFor(trials.map(ofClass));
  return [...grouped(trials, armKey).values()].map((own) => {
    const { strategy, twin, connections } = own[0] as TrialRecord;
    const classes = own.map(ofClass);
    const valuesMs = classes.map((one) => metricMs(one, metric));
    return { strategy, twin, connections, class: name, metric, trials: own, classes, valuesMs };
  });
}
