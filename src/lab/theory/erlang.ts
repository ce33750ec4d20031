import { requireCount, requireSteadyState } from './steady-state.ts';

/**
 * Erlang B (Erlang 1917): probability that an arrival finds all servers busy in a system without a queue (M/G/k/k).
 * `offeredLoad` in erlangs: arrival rate × mean service time. Recursion B(i) = aB(i−1) / (i + aB(i−1)), stable and
 * O(servers).
 */
export function erlangB(servers: number, offeredLoad: number): number {
  requireCount('servers', servers);
  let blocked = 1;
  for (let i = 1; i <= servers; i++) blocked = (offeredLoad * blocked) / (i + offeredLoad * blocked);
  return blocked;
}

/**
 * Erlang C (Erlang 1917): probability that an arrival has to wait in M/M/k with one queue. From Erlang B:
 * C = B / (1 − ρ(1 − B)). `offeredLoad` in erlangs, below `servers`.
 */
export function erlangC(servers: number, offeredLoad: number): number {
  const utilisation = offeredLoad / servers;
  requireSteadyState(utilisation);
  const blocked = erlangB(servers, offeredLoad);
  return blocked / (1 - utilisation * (1 - blocked));
}
