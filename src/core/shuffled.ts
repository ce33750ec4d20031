import type { RandomStream } from './random-stream.ts';

/** The same items in an order drawn from the stream, each as likely as any other (Fisher–Yates). */
export function shuffled<Item>(items: readonly Item[], stream: RandomStream): Item[] {
  const order = [...items];
  for (let last = order.length - 1; last > 0; last--) {
    const other = Math.floor(stream.next() * (last + 1));
    [order[last], order[other]] = [order[other] as Item, order[last] as Item];
  }
  return order;
}
