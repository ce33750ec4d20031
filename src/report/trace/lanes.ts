/** A stretch of time in µs. */
export interface Stretch {
  readonly fromUs: number;
  readonly toUs: number;
}

/** Two clocks may disagree by this much about an end and the next start. */
const ROUNDING_US = 50;

export interface Laid<Item> extends Stretch {
  readonly item: Item;
  readonly lane: number;
}

/**
 * Lays stretches into as few lanes as they need, so that those of a lane never overlap. One that begins a moment before the end of
 * the last is shortened by that moment.
 */
export function inLanes<Item extends Stretch>(items: readonly Item[]): Laid<Item>[] {
  const endsUs: number[] = [];
  return items
    .toSorted((a, b) => a.fromUs - b.fromUs || a.toUs - b.toUs)
    .map((item) => {
      const free = endsUs.findIndex((endUs) => endUs <= item.fromUs + ROUNDING_US);
      const lane = free === -1 ? endsUs.length : free;
      const fromUs = Math.max(item.fromUs, endsUs[lane] ?? 0);
      const toUs = Math.max(fromUs, item.toUs);
      endsUs[lane] = toUs;
      return { item, lane, fromUs, toUs };
    });
}
