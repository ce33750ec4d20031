import { deserialize, serialize } from 'node:v8';

/** A structured clone as text, for ways that carry JSON only. */
export interface Packed {
  readonly packed: string;
}

export function pack(value: unknown): Packed {
  return { packed: serialize(value).toString('base64') };
}

/** Undefined for what is not packed. */
export function unpack(raw: unknown): unknown {
  const packed = (raw as Partial<Packed> | null | undefined)?.packed;
  return typeof packed === 'string' ? deserialize(Buffer.from(packed, 'base64')) : undefined;
}

/** The same data with every text that begins with the URL of one folder beginning with that of another. */
export function moved<Value>(value: Value, from: string, to: string): Value {
  if (typeof value === 'string')
    return (value.startsWith(from) ? to + value.slice(from.length) : value) as Value;
  if (Array.isArray(value)) return value.map((one) => moved(one, from, to)) as Value;
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).map(([name, field]) => [name, moved(field, from, to)]);
  return Object.fromEntries(fields) as Value;
}
