import type { RequestShape } from '../plan/request-mix.ts';

/** Path and query of a request. Type names and keys contain only `[a-z0-9-]`, so nothing needs escaping. */
export function pathOf(shape: RequestShape): string {
  if (shape.class === 'light') return '/light-request';
  // Rounded to the ns; digits, never an exponent.
  const size = shape.sizeMs === undefined ? '' : `&size=${Number(shape.sizeMs.toFixed(6))}`;
  const sample = shape.sample === undefined ? '' : `&sample=${shape.sample}`;
  const key = shape.key === '' ? '' : `&key=${shape.key}`;
  return `/heavy-request?type=${shape.type}${size}${sample}${key}`;
}
