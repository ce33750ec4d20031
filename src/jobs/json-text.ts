/**
 * The JSON text of a value that comes out of it again as it went in. Throws for any other, with the path of what would be
 * lost. Properties that are undefined are left out, as JSON does; `what` stands at the head of the path.
 */
export function jsonText(what: string, value: unknown, maxLength: number): string {
  const text = isKept(value) ? JSON.stringify(value) : undefined;
  if (text === undefined) throw new TypeError(whatIsLost(what, value, new Set()));
  if (text.length > maxLength) {
    const [size, most] = [text.length, maxLength].map((length) => `${Math.round(length / 1024)} KB`);
    throw new RangeError(`${what} is ${size} as JSON; at most ${most} may be sent`);
  }
  return text;
}

/** Deeper than anything that is sent on purpose; what contains itself is deeper. */
const MOST_DEEP = 500;

/** Whether JSON carries all of it. Every job pays for this; where something is lost is looked for only then. */
function isKept(value: unknown, depth = 0): boolean {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return true;
    case 'number':
      return Number.isFinite(value);
    case 'object':
      if (value === null) return true;
      if (depth > MOST_DEEP) return false;
      return Array.isArray(value) ? isListKept(value, depth + 1) : isRecordKept(value, depth + 1);
    default:
      return false;
  }
}

function isListKept(list: readonly unknown[], depth: number): boolean {
  for (let i = 0; i < list.length; i++) if (!isKept(list[i], depth)) return false;
  return true;
}

function isRecordKept(record: object, depth: number): boolean {
  if (!isPlain(record)) return false;
  for (const name in record) {
    const part = (record as Record<string, unknown>)[name];
    if (part !== undefined && !isKept(part, depth)) return false;
  }
  return true;
}

/** Of any realm: what stands above a plain object is the end. */
function isPlain(record: object): boolean {
  const prototype = Object.getPrototypeOf(record);
  return prototype === Object.prototype || prototype === null || Object.getPrototypeOf(prototype) === null;
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
  if (above.size > MOST_DEEP) return `${path} is deeper than ${MOST_DEEP} objects`;
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
  if (!isPlain(record)) {
    const name = Object.getPrototypeOf(record).constructor?.name || 'object of a class';
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
