/** Rows of a run that are no type: between them they have every request once. */
const WHOLES: ReadonlySet<string> = new Set(['light', 'heavy', 'all']);

/** True for a type of heavy requests, or a class of requests to a server of the user's. */
export function isType(name: string): boolean {
  return !WHOLES.has(name);
}
