/** The user asked for something that cannot be: one line for each mistake, all of them at once. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  readonly mistakes: readonly string[];

  constructor(mistakes: readonly string[]) {
    super(mistakes.join('\n'));
    this.mistakes = mistakes;
  }
}

export function refuse(mistakes: readonly string[]): void {
  if (mistakes.length > 0) throw new UsageError(mistakes);
}

/** What all of them resolve to, or every mistake that they reject with. */
export async function together<const All extends readonly unknown[]>(
  all: All,
): Promise<{ -readonly [I in keyof All]: Awaited<All[I]> }> {
  const ends = await Promise.allSettled(all);
  const failures: readonly unknown[] = ends.flatMap((end) => (end.status === 'rejected' ? [end.reason] : []));
  const other = failures.find((failure) => !(failure instanceof UsageError));
  if (other !== undefined) throw other;
  refuse(failures.flatMap((failure) => (failure as UsageError).mistakes));
  return Promise.all(all);
}
