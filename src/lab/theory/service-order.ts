import { requireSteadyState } from './steady-state.ts';

/*
 * Orders of service that look at no sizes and preempt nobody share the mean wait; the second moment tells them apart.
 * Both relations hold in M/G/1 (Takács, Bell System Tech. J. 42, 1963) and in M/M/k. `fifoSecondMoment` is E[W²] under
 * first come first served; the result is in its unit.
 */

/** Last come first served: E[W²] = E[W²]_FIFO / (1 − ρ). */
export function lifoWaitSecondMoment(fifoSecondMoment: number, utilisation: number): number {
  requireSteadyState(utilisation);
  return fifoSecondMoment / (1 - utilisation);
}

/** Service in random order (SIRO): E[W²] = E[W²]_FIFO / (1 − ρ/2). */
export function randomOrderWaitSecondMoment(fifoSecondMoment: number, utilisation: number): number {
  requireSteadyState(utilisation);
  return fifoSecondMoment / (1 - utilisation / 2);
}
