/** Of a request type: how many of its requests failed, and why the first one did. */
export interface JobFailures {
  readonly type: string;
  readonly count: number;
  readonly reason: string;
}

/** Keeps why requests failed, as long as a worker lives. */
export class FailuresKept {
  readonly #byType = new Map<string, JobFailures>();

  failed(type: string, reason: string): void {
    const { count, reason: first } = this.#byType.get(type) ?? { count: 0, reason };
    this.#byType.set(type, { type, count: count + 1, reason: first });
  }

  account(): JobFailures[] {
    return [...this.#byType.values()];
  }
}

/** One of each type. */
export function failuresTogether(all: readonly JobFailures[]): JobFailures[] {
  return [...new Set(all.map(({ type }) => type))].map((type) => {
    const own = all.filter((one) => one.type === type);
    const count = own.reduce((sum, one) => sum + one.count, 0);
    return { type, count, reason: own[0]?.reason ?? '' };
  });
}
