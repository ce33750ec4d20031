/**
 * A companion of a simulation: sees the same jobs, not what the cluster does with them. It yields observations whose
 * expectation is known exactly, so that the luck of a replication's draw can be told from an error (control variates).
 */
export interface Control {
  /** A job arrives before the end of the span; `measured` if it does so after the warm-up. */
  arrived(atMs: number, sizeMs: number, measured: boolean): void;
  /** Relative deviations of what was observed from its expectation. */
  deviations(): number[];
}
