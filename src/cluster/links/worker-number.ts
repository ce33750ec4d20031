/** Workers of the cluster module are counted from 1, and none gets as far as this. */
let last = 1_000_000;

/** For a worker that the cluster module does not fork. */
export function nextWorkerNumber(): number {
  return ++last;
}
