import type { ClassSummary } from '../measuring/summary/class-summary.ts';
import type { Warning } from '../results/schema.ts';

/** Warns of types with jobs of zero length. Their slowdowns leave these jobs out. */
export function noLengthWarnings(
  strategies: readonly { readonly classes: readonly ClassSummary[] }[],
): Warning[] {
  const types = new Map<string, ClassSummary>();
  for (const one of strategies.flatMap(({ classes }) => classes)) {
    if (one.name !== 'heavy' && lengthless(one) > 0 && !types.has(one.name)) types.set(one.name, one);
  }
  return [...types.values()].map((one) => ({
    code: 'no-length',
    strategy: null,
    message: `${lengthless(one)} of ${one.serviceMs.count} jobs of ${one.name} take no time and have no slowdown, so the slowdowns leave them out`,
  }));
}

function lengthless({ serviceMs, slowdown }: ClassSummary): number {
  return serviceMs.count - slowdown.count;
}
