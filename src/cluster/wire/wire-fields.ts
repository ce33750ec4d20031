import type { Work, WorkResult } from '../../jobs/work.ts';

/** In UTF-16 units, as `length` counts them. */
export const MAX_ID_LENGTH = 64;
export const MAX_REASON_LENGTH = 1024;
const MAX_DIGEST_LENGTH = 128;

/** Better a reason without its end than a message that is dropped. */
export function cut(reason: string): string {
  return reason.slice(0, MAX_REASON_LENGTH);
}

/** The nearest time that is taken; 0 for what is none. */
export function bounded(time: number): number {
  return time >= 0 ? Math.min(time, Number.MAX_SAFE_INTEGER) : 0;
}

/** JSON has no other numbers; −1 for what is none. */
export function finite(time: number): number {
  return Number.isFinite(time) ? time : -1;
}

export function isText(value: unknown, maxLength: number): value is string {
  return typeof value === 'string' && value.length <= maxLength;
}

export function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

export function isMs(value: unknown): value is number {
  return isNumber(value) && value >= 0 && value <= Number.MAX_SAFE_INTEGER;
}

export function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

type WireWork = readonly [string, ...number[]];
type WireResult = readonly [string, number] | 0;

export function encodeWork(work: Work): WireWork {
  if ('sizeMs' in work) return [work.runs, work.sizeMs];
  const { header, datasize, pageCount } = work.parameters;
  return [work.runs, header, datasize, pageCount];
}

export function decodeWork(wire: unknown): Work | undefined {
  if (!Array.isArray(wire)) return undefined;
  const [runs, first, datasize, pageCount] = wire;
  if (runs === 'sleep' || runs === 'spin') {
    return wire.length === 2 && isMs(first) ? { runs, sizeMs: first } : undefined;
  }
  if (runs !== 'report-a' && runs !== 'report-b') return undefined;
  if (wire.length !== 4 || !isCount(first) || !isCount(datasize) || !isCount(pageCount)) return undefined;
  return { runs, parameters: { header: first, datasize, pageCount } };
}

export function encodeResult(result: WorkResult | undefined): WireResult {
  return result === undefined ? 0 : [result.digest, result.bytes];
}

export function isResult(wire: unknown): wire is WireResult {
  return (
    wire === 0 ||
    (Array.isArray(wire) && wire.length === 2 && isText(wire[0], MAX_DIGEST_LENGTH) && isCount(wire[1]))
  );
}

export function decodeResult(wire: WireResult): WorkResult | undefined {
  return wire === 0 ? undefined : { digest: wire[0], bytes: wire[1] };
}
