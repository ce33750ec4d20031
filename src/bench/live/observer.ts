import type { ClusterPulse } from '../../cluster/control.ts';
import type { LoadProgress } from '../../load/drive/request-log.ts';
import type { Attempted } from './attempt.ts';
import type { Phase } from './live-trial.ts';
import type { RunStep } from './run.ts';

/**
 * Hears of the load four times a second while it runs, and once at its end. `pulse` is the last that the cluster said of itself;
 * undefined for a server of the user's.
 */
export type LoadListener = (progress: LoadProgress, pulse: ClusterPulse | undefined) => void;

/** Hears of one trial while it goes on. */
export interface TrialObserver {
  phase(phase: Phase): void;
  /** Undefined if nobody watches the load: then nothing is gathered for it. */
  readonly load: LoadListener | undefined;
}

/** Hears of a run while it goes on. */
export interface RunObserver extends Pick<TrialObserver, 'load'> {
  step(step: RunStep): void;
  /** The trial has ended. */
  settled(outcome: Attempted): void;
}

export const UNOBSERVED: TrialObserver = { phase: () => {}, load: undefined };
