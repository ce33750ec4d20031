/** A file: its name in messages, and its location. */
interface Source {
  readonly place: string;
  readonly source: string;
}

/** The innermost line of that file in the stack of the error or of its cause: `strategies/mine.ts:12`. */
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

/** The message of the error and its place. */
export function withPlace(error: Error, source: Source): string {
  const place = placeOf(error, source);
  return place === undefined ? error.message : `${error.message} (${place})`;
}
