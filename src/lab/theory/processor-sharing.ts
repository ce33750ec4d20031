import { requireSteadyState } from './steady-state.ts';

/**
 * Processor sharing, M/G/1: mean response time of a job of length `service` is service / (1 − ρ), whatever the law
 * (Kleinrock 1967; Sakata, Noguchi and Oizumi 1971). With the mean length it gives the mean over all jobs. Unit: that
 * of `service`.
 */
export function processorSharingMeanResponse(service: number, utilisation: number): number {
  requireSteadyState(utilisation);
  return service / (1 - utilisation);
}
