/** A file as messages call it, and where it lies. */
interface Source {
  readonly place: string;
  readonly source: string;
}

/** The innermost line of that file where the error, or what caused it, was thrown: `strategies/mine.ts:12`. */
export function placeOf(error: unknown, { place, source }: Source): string | undefined {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const line = lineInStack(cause.stack ?? '', source);
    if (line !== undefined) return `${place}:${line}`;
  }
  return undefined;
}

export function lineInStack(stack: string, source: string): number | undefined {
  const at = stack.indexOf(`${source}:`);
  const line = at < 0 ? undefined : /^\d+/.exec(stack.slice(at + source.length + 1))?.[0];
  return line === undefined ? undefined : Number(line);
}

/** What is told of the error: its message and where it comes from. */
export function withPlace(error: Error, source: Source): string {
  const place = placeOf(error, source);
  return place === undefined ? error.message : `${error.message} (${place})`;
}
