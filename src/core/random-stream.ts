/**
 * A seeded stream of numbers: sfc32 (Chris Doty-Humphrey, PractRand; public domain), 128 bits of state.
 * One stream a purpose, so that drawing more from one never shifts another.
 */
export class RandomStream {
  #a: number;
  #b: number;
  #c: number;
  #counter = 1;

  constructor(seed: number, purpose: string) {
    this.#a = hash(`${purpose}/a`, seed);
    this.#b = hash(`${purpose}/b`, seed);
    this.#c = hash(`${purpose}/c`, seed);
    for (let i = 0; i < 15; i++) this.#step();
  }

  /** Uniform in [0, 1), with 32 bits. */
  next(): number {
    return this.#step() / 4294967296;
  }

  /** Exponential with the given mean. */
  exponential(mean: number): number {
    return -mean * Math.log(1 - this.next());
  }

  #step(): number {
    const sum = (this.#a + this.#b + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0;
    return sum >>> 0;
  }
}

/** FNV-1a over the text, then over the seed's bytes, then a final mix. */
function hash(text: string, seed: number): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  for (let rest = seed; rest > 0; rest = Math.floor(rest / 256)) h = Math.imul(h ^ (rest % 256), 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
