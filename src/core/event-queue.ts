/**
 * Events by time, then by the order they were scheduled in: a 4-ary heap over typed arrays. An event is a number; what it
 * means is the caller's business.
 */
export class EventQueue {
  #times = new Float64Array(64);
  #orders = new Float64Array(64);
  #events = new Int32Array(64);
  #size = 0;
  #scheduled = 0;

  get size(): number {
    return this.#size;
  }

  /** Time of the next event; Infinity when there is none. */
  get nextMs(): number {
    return this.#size === 0 ? Number.POSITIVE_INFINITY : (this.#times[0] as number);
  }

  schedule(atMs: number, event: number): void {
    if (this.#size === this.#times.length) this.#grow();
    const times = this.#times;
    const orders = this.#orders;
    const events = this.#events;
    const order = this.#scheduled++;
    let place = this.#size++;
    // A later order never rises past an equal time.
    while (place > 0) {
      const parent = (place - 1) >> 2;
      const parentMs = times[parent] as number;
      if (parentMs <= atMs) break;
      times[place] = parentMs;
      orders[place] = orders[parent] as number;
      events[place] = events[parent] as number;
      place = parent;
    }
    times[place] = atMs;
    orders[place] = order;
    events[place] = event;
  }

  /** Removes and returns the next event. Only when `size` is not 0. */
  next(): number {
    const event = this.#events[0] as number;
    const last = --this.#size;
    if (last > 0)
      this.#sink(this.#times[last] as number, this.#orders[last] as number, this.#events[last] as number);
    return event;
  }

  #sink(atMs: number, order: number, event: number): void {
    const times = this.#times;
    const orders = this.#orders;
    const events = this.#events;
    let place = 0;
    for (;;) {
      const first = place * 4 + 1;
      if (first >= this.#size) break;
      const least = this.#leastOfFour(first);
      const leastMs = times[least] as number;
      if (atMs < leastMs || (atMs === leastMs && order < (orders[least] as number))) break;
      times[place] = leastMs;
      orders[place] = orders[least] as number;
      events[place] = events[least] as number;
      place = least;
    }
    times[place] = atMs;
    orders[place] = order;
    events[place] = event;
  }

  /** The place of the next event among four, or as many as there are from the first on. */
  #leastOfFour(first: number): number {
    const times = this.#times;
    const orders = this.#orders;
    const count = this.#size - first;
    if (count >= 4)
      return earlier(
        times,
        orders,
        earlier(times, orders, first, first + 1),
        earlier(times, orders, first + 2, first + 3),
      );
    let least = first;
    for (let place = first + 1; place < first + count; place++) least = earlier(times, orders, least, place);
    return least;
  }

  #grow(): void {
    const capacity = this.#times.length * 2;
    this.#times = copy(new Float64Array(capacity), this.#times);
    this.#orders = copy(new Float64Array(capacity), this.#orders);
    this.#events = copy(new Int32Array(capacity), this.#events);
  }
}

/** Of two places, that of the earlier event. It is computed, not branched on: half of the branches would be mispredicted. */
function earlier(times: Float64Array, orders: Float64Array, one: number, other: number): number {
  const oneMs = times[one] as number;
  const otherMs = times[other] as number;
  if (oneMs === otherMs) return (orders[one] as number) < (orders[other] as number) ? one : other;
  return one + Number(otherMs < oneMs) * (other - one);
}

function copy<Numbers extends Float64Array | Int32Array>(to: Numbers, from: Numbers): Numbers {
  to.set(from);
  return to;
}
