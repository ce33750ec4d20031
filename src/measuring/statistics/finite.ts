/** Throws unless every value is a finite number; `what` names the sample in the message. */
export function requireFinite(what: string, values: readonly number[]): void {
  const place = values.findIndex((value) => !Number.isFinite(value));
  if (place < 0) return;
  throw new Error(`${what} ${place + 1} is ${values[place]}: finite numbers are needed`);
}
