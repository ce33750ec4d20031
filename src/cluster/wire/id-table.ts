interface Entry<Item> {
  readonly id: string;
  readonly hash: number;
  item: Item;
  next: Entry<Item> | undefined;
}

/**
 * Items by correlation id, for tables that thousands of ids a second enter and leave. A Map would do, but every table it
 * has outgrown points to the one after it: once one has become old, the collector takes all that ever were in the later
 * ones for live until its next full round. In the primary that was half of its time, in pauses of 10 ms and more.
 */
export class IdTable<Item> {
  /** A power of two of them, each the head of a list. */
  #buckets: (Entry<Item> | undefined)[] = new Array(16).fill(undefined);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  get(id: string): Item | undefined {
    return this.#find(id, hashOf(id))?.item;
  }

  set(id: string, item: Item): void {
    const hash = hashOf(id);
    const present = this.#find(id, hash);
    if (present !== undefined) {
      present.item = item;
      return;
    }
    if (this.#size === this.#buckets.length) this.#grow();
    this.#put({ id, hash, item, next: undefined });
    this.#size++;
  }

  delete(id: string): void {
    this.take(id);
  }

  /** Deletes it and hands it out. */
  take(id: string): Item | undefined {
    const place = this.#placeOf(hashOf(id));
    let before: Entry<Item> | undefined;
    let entry = this.#buckets[place];
    while (entry !== undefined && entry.id !== id) {
      before = entry;
      entry = entry.next;
    }
    if (entry === undefined) return undefined;
    if (before === undefined) this.#buckets[place] = entry.next;
    else before.next = entry.next;
    entry.next = undefined;
    this.#size--;
    return entry.item;
  }

  /** All of them, in no order. */
  *items(): IterableIterator<Item> {
    for (const head of this.#buckets)
      for (let entry = head; entry !== undefined; entry = entry.next) yield entry.item;
  }

  #find(id: string, hash: number): Entry<Item> | undefined {
    let entry = this.#buckets[this.#placeOf(hash)];
    while (entry !== undefined && entry.id !== id) entry = entry.next;
    return entry;
  }

  #put(entry: Entry<Item>): void {
    const place = this.#placeOf(entry.hash);
    entry.next = this.#buckets[place];
    this.#buckets[place] = entry;
  }

  #grow(): void {
    const old = this.#buckets;
    this.#buckets = new Array(old.length * 2).fill(undefined);
    for (const head of old) {
      for (let entry = head; entry !== undefined; ) {
        const { next } = entry;
        this.#put(entry);
        entry = next;
      }
    }
  }

  #placeOf(hash: number): number {
    return hash & (this.#buckets.length - 1);
  }
}

/** FNV-1a over the last eight characters, 32 random bits of a UUID, its upper half folded into the lower. */
function hashOf(id: string): number {
  let hash = 0x811c9dc5;
  for (let i = Math.max(0, id.length - 8); i < id.length; i++)
    hash = Math.imul(hash ^ id.charCodeAt(i), 0x01000193);
  return hash ^ (hash >>> 15);
}
