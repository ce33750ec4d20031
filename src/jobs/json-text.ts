/**
 * The JSON text of a value that comes out of it again as it went in. Throws for any other, with the path of what would be
 * lost. Properties that are undefined are left out, as JSON does; `what` stands at the head of the path.
 */
export function jsonText(what: string, value: unknown, maxLength: number): string {
  const lost = whatIsLost(what, value, new Set());
  if (lost !== undefined) throw new TypeError(lost);
  const text = JSON.stringify(value);
  if (text.length > maxLength) {
    const [size, most] = [text.length, maxLength].map((length) => `${Math.round(length / 1024)} KB`);
    throw new RangeError(`${what} is ${size} as JSON; at most ${most} may be sent`);
  }
  return text;
}

/** The first part of a value that JSON cannot carry, in one sentence. */
function whatIsLost(path: string, value: unknown, above: Set<object>): string | undefined {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return undefined;
    case 'number':
      return Number.isFinite(value) ? undefined : `${path} is ${value}, which JSON cannot carry`;
    case 'object':
      return value === null ? undefined : lostInObject(path, value, above);
    default:
      return `${path} is ${value === undefined ? 'undefined' : `a ${typeof value}`}, which JSON cannot carry`;
  }
}

function lostInObject(path: string, value: object, above: Set<object>): string | undefined {
  if (above.has(value)) return `${path} contains itself, which JSON cannot carry`;
  above.add(value);
  const lost = Array.isArray(value) ? lostInList(path, value, above) : lostInRecord(path, value, above);
  above.delete(value);
  return lost;
}

function lostInList(path: string, list: readonly unknown[], above: Set<object>): string | undefined {
  for (let i = 0; i < list.length; i++) {
    const lost = whatIsLost(`${path}[${i}]`, list[i], above);
    if (lost !== undefined) return lost;
  }
  return undefined;
}

function lostInRecord(path: string, record: object, above: Set<object>): string | undefined {
  const prototype = Object.getPrototypeOf(record);
  // Of any realm: what stands above a plain object is the end.
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) {
    const name = prototype.constructor?.name || 'object of a class';
    const article = /^[AEIOU]/.test(name) ? 'an' : 'a';
    return `${path} is ${article} ${name}, which JSON cannot carry: send plain objects, arrays, texts and numbers`;
  }
  for (const [name, part] of Object.entries(record)) {
    if (part === undefined) continue;
    const lost = whatIsLost(`${path}${propertyOf(name)}`, part, above);
    if (lost !== undefined) return lost;
  }
  return undefined;
}

function propertyOf(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? `.${name}` : `[${JSON.stringify(name.slice(0, 40))}]`;
}
