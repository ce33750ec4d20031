import { IndexSet } from './index-set.ts';

/**
 * Small dense numbers by a small integer key. Gives the members with the lowest key in O(1) if keys change by one: the
 * lowest key then rises only past empty buckets that an earlier step filled, so a search costs O(1) amortised.
 */
export class BucketQueue {
  readonly #buckets: IndexSet[] = [new IndexSet()];
  readonly #keys: number[] = [];
  #lowest = 0;
  #size = 0;

  get size(): number {
    return this.#size;
  }

  add(index: number, key: number): void {
    while (this.#buckets.length <= key) this.#buckets.push(new IndexSet());
    (this.#buckets[key] as IndexSet).add(index);
    this.#keys[index] = key;
    if (this.#size === 0 || key < this.#lowest) this.#lowest = key;
    this.#size++;
  }

  remove(index: number): void {
    const key = this.#keys[index] as number;
    (this.#buckets[key] as IndexSet).remove(index);
    this.#size--;
    this.#settleLowest();
  }

  move(index: number, key: number): void {
    const from = this.#keys[index] as number;
    (this.#buckets[from] as IndexSet).remove(index);
    while (this.#buckets.length <= key) this.#buckets.push(new IndexSet());
    (this.#buckets[key] as IndexSet).add(index);
    this.#keys[index] = key;
    if (key < this.#lowest) this.#lowest = key;
    else this.#settleLowest();
  }

  /** One of the members with the lowest key, drawn uniformly with `uniform` from [0, 1); undefined when empty. */
  drawLowest(uniform: number): number | undefined {
    return this.#buckets[this.#lowest]?.draw(uniform);
  }

  #settleLowest(): void {
    if (this.#size === 0) return;
    while (this.#buckets[this.#lowest]?.size === 0) this.#lowest++;
  }
}
