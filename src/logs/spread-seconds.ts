import type { Columns } from './columns.ts';

/** Stamps of whole seconds say no more than that: the requests of each second are spread over it, in the order of the lines. */
export function spreadSeconds(columns: Columns): void {
  const counts = new Map<number, number>();
  columns.forEach(({ stampMs }) => {
    counts.set(stampMs, (counts.get(stampMs) ?? 0) + 1);
  });
  const seen = new Map<number, number>();
  columns.forEach(({ stampMs }, i) => {
    const nth = seen.get(stampMs) ?? 0;
    seen.set(stampMs, nth + 1);
    columns.setStamp(i, stampMs + ((nth + 0.5) / (counts.get(stampMs) as number)) * 1000);
  });
}
