import { requireCount, requireSteadyState } from './steady-state.ts';

/*
 * JSQ(d), the supermarket model: each job joins the shortest of d queues drawn at random. Poisson arrivals, exponential
 * service, infinitely many workers. Mitzenmacher, IEEE Trans. Parallel and Distributed Systems 12 (2001); Vvedenskaya,
 * Dobrushin and Karpelevich, Problems of Information Transmission 32 (1996).
 */

/** Share of workers with at least `jobs` jobs: λ^((dⁱ − 1)/(d − 1)). */
export function shortestOfDQueueTail(d: number, utilisation: number, jobs: number): number {
  requireCount('d', d);
  requireSteadyState(utilisation);
  return utilisation ** (d === 1 ? jobs : (d ** jobs - 1) / (d - 1));
}

/** Mean response time in mean service times: T = Σ_{i≥1} λ^((dⁱ − d)/(d − 1)), by Little's law from the tail. */
export function shortestOfDMeanResponse(d: number, utilisation: number): number {
  let jobs = 0;
  for (let i = 1; ; i++) {
    const tail = shortestOfDQueueTail(d, utilisation, i);
    jobs += tail;
    if (tail < 1e-17 * jobs) return jobs / utilisation;
  }
}
