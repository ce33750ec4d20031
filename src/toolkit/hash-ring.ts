import { hashOf } from './hash.ts';

/** Place and owner of a point in one number: place × OWNERS + owner is below 2⁵³. */
const OWNERS = 2 ** 20;
const PLACES = 2 ** 32;

/** Mean number of points on an arc after a new cut. Fewer points would need more arrays than they save steps. */
const POINTS_AN_ARC = 4;

/**
 * A ring of hashed points, several for each owner (a small dense number below 2²⁰). It is cut into arcs of a few points,
 * so adding, removing and finding a point take O(1) on average.
 */
export class HashRing {
  readonly #pointsEach: number;
  /** Points in ascending order, arc by arc. */
  #arcs: number[][] = [[]];
  #size = 0;

  constructor(pointsEach: number) {
    this.#pointsEach = pointsEach;
  }

  add(owner: number): void {
    for (const point of this.#pointsOf(owner)) {
      const arc = this.#arcs[this.#arcOf(point)] as number[];
      const next = arc.findIndex((other) => other > point);
      arc.splice(next < 0 ? arc.length : next, 0, point);
    }
    this.#size += this.#pointsEach;
    if (this.#size > 2 * POINTS_AN_ARC * this.#arcs.length) this.#cut();
  }

  remove(owner: number): void {
    for (const point of this.#pointsOf(owner)) {
      const arc = this.#arcs[this.#arcOf(point)] as number[];
      arc.splice(arc.indexOf(point), 1);
    }
    this.#size -= this.#pointsEach;
    if (2 * this.#size < this.#arcs.length) this.#cut();
  }

  /** The owner of the first accepted point from `place` on, once around the ring. */
  find(place: number, accepts: (owner: number) => boolean): number | undefined {
    const from = place * OWNERS;
    const first = this.#arcOf(from);
    for (let step = 0; step <= this.#arcs.length; step++) {
      const arc = this.#arcs[(first + step) % this.#arcs.length] as number[];
      for (const point of arc) {
        const skipped = (step === 0 && point < from) || (step === this.#arcs.length && point >= from);
        if (!skipped && accepts(point % OWNERS)) return point % OWNERS;
      }
    }
    return undefined;
  }

  #pointsOf(owner: number): number[] {
    return Array.from({ length: this.#pointsEach }, (_, i) => hashOf(`${owner}/${i}`) * OWNERS + owner);
  }

  #arcOf(point: number): number {
    return Math.floor((point / OWNERS / PLACES) * this.#arcs.length);
  }

  #cut(): void {
    const points = this.#arcs.flat();
    this.#arcs = Array.from({ length: 1 + Math.floor(points.length / POINTS_AN_ARC) }, () => []);
    for (const point of points) this.#arcs[this.#arcOf(point)]?.push(point);
  }
}
