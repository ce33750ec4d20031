/**
 * A control variate: it sees the jobs of a simulation, but not the cluster. It yields observations with exactly known
 * expectations, which separate the chance of a replication's draw from an error.
 */
export interface Control {
  /** A job arrives before the end of the span; `measured` if it does so after the warm-up. */
  arrived(atMs: number, sizeMs: number, measured: boolean): void;
  /** Relative deviations of the observations from their expectations. */
  deviations(): number[];
}
