import type { z } from 'zod';
import { SCHEMA_VERSION } from './schema.ts';
import { unseal } from './seal.ts';
import { StoreFailure } from './store-failure.ts';

/** Scenarios nest less than ten deep. Thousands of levels would exhaust the stack of later code. */
const MAX_DEPTH = 50;

/**
 * The content of a sealed JSON document. Every one is checked in the same order: an object, not too deep, its digest,
 * its schema. `where` says in a refusal what was read.
 */
export function sealedContent<Schema extends z.ZodType>(
  where: string,
  text: string,
  schema: Schema,
): z.infer<Schema> {
  return checked(where, schema, unsealed(where, parsed(where, text)));
}

/** The same for a document with a schema version. The version is checked before the digest, as a newer one may seal differently. */
export function versionedContent<Schema extends z.ZodType>(
  where: string,
  text: string,
  schema: Schema,
): z.infer<Schema> {
  const raw = parsed(where, text);
  versionOf(where, raw);
  return checked(where, schema, unsealed(where, raw));
}

export function parsed(where: string, text: string): object {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch (error) {
    throw new StoreFailure(
      `${where}: not whole JSON (${error instanceof Error ? error.message : String(error)})`,
    );
  }
  if (!isObject(raw)) throw new StoreFailure(`${where}: not a JSON object`);
  if (isDeeperThan(raw, MAX_DEPTH))
    throw new StoreFailure(`${where}: not a result file (it is nested more than ${MAX_DEPTH} deep)`);
  return raw;
}

export function versionOf(where: string, raw: object): number {
  const version = 'schemaVersion' in raw ? raw.schemaVersion : undefined;
  if (typeof version !== 'number')
    throw new StoreFailure(`${where}: not a result file (it has no schemaVersion)`);
  if (version > SCHEMA_VERSION) {
    throw new StoreFailure(
      `${where}: written by a newer version (schemaVersion ${version}; this one reads up to ${SCHEMA_VERSION})`,
    );
  }
  return version;
}

/** Files printed with `--json` have a digest too. */
export function unsealed(where: string, sealed: object): object {
  if (!('digest' in sealed))
    throw new StoreFailure(`${where}: has no digest, so this program did not write it`);
  const content = unseal(sealed);
  if (content === undefined)
    throw new StoreFailure(`${where}: was changed after it was written (its digest does not match)`);
  return content;
}

export function checked<Schema extends z.ZodType>(
  where: string,
  schema: Schema,
  raw: unknown,
): z.infer<Schema> {
  const result = schema.safeParse(raw);
  if (result.success) return result.data;
  const [first, ...others] = result.error.issues;
  const more = others.length > 0 ? ` (and ${others.length} more)` : '';
  const field = first?.path.length ? [first.path.map(String).join('.')] : [];
  throw new StoreFailure(`${[where, ...field].join(': ')}: ${first?.message}${more}`);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/** Level by level, because recursion could exhaust the stack. */
function isDeeperThan(root: object, limit: number): boolean {
  let level: object[] = [root];
  for (let depth = 1; level.length > 0; depth++) {
    if (depth > limit) return true;
    level = level.flatMap((one) => Object.values(one).filter(isObject));
  }
  return false;
}
