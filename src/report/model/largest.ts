/** Of any number of values: a spread into `Math.max` fails with many. −∞ without any. */
export function largest<Item>(items: readonly Item[], of: (item: Item) => number): number {
  return items.reduce((most, item) => Math.max(most, of(item)), Number.NEGATIVE_INFINITY);
}
