import fc from 'fast-check';

/** Values of one unit, with ties and zeros: whole numbers over a power of two, so that sums and halves are exact. */
export function coarse(minLength: number, maxLength: number): fc.Arbitrary<number[]> {
  return fc.array(
    fc.integer({ min: -40, max: 40 }).map((n) => n / 8),
    { minLength, maxLength },
  );
}

/** Distinct values of distinct sizes, none 0: what a continuous law gives. */
export function distinct(minLength: number, maxLength: number): fc.Arbitrary<number[]> {
  return fc
    .uniqueArray(fc.integer({ min: 1, max: 1000 }), { minLength, maxLength })
    .chain((sizes) =>
      fc
        .array(fc.boolean(), { minLength: sizes.length, maxLength: sizes.length })
        .map((signs) => sizes.map((size, i) => (signs[i] ? size : -size))),
    );
}

/** Standard normal, by Box and Muller. */
export function drawNormal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
