/** What was counted under a name, with the first line of it. */
export interface Counted {
  readonly name: string;
  readonly count: number;
  /** `access.log:17`. */
  readonly first: string;
}

/** Counts by name. */
export class Tally {
  readonly #counted = new Map<string, { count: number; first: string }>();
  total = 0;

  add(name: string, file: string, line: number): void {
    this.total++;
    const own = this.#counted.get(name);
    if (own === undefined) this.#counted.set(name, { count: 1, first: `${file}:${line}` });
    else own.count++;
  }

  /** The most frequent first. */
  all(): Counted[] {
    return [...this.#counted].map(([name, one]) => ({ name, ...one })).sort((a, b) => b.count - a.count);
  }
}
