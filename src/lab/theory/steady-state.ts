/** Throws unless 0 < utilisation < 1. Utilisation: share of time a worker is busy, the load offered to each worker. */
export function requireSteadyState(utilisation: number): void {
  if (utilisation > 0 && utilisation < 1) return;
  throw new Error(
    `utilisation is ${utilisation}: a queue settles only where it is above 0 and below 1 (arrival rate × mean service ÷ workers)`,
  );
}

/** Throws unless `value` is a whole number of at least 1; `what` names it in the message. */
export function requireCount(what: string, value: number): void {
  if (Number.isInteger(value) && value >= 1) return;
  throw new Error(`${what} is ${value}: it must be a whole number, 1 or more`);
}
