import { MAX_PARAMS_LENGTH, MAX_RESULT_LENGTH, MAX_TYPE_LENGTH } from '../../jobs/limits.ts';
import type { Work } from '../../jobs/work.ts';

/** In UTF-16 units, as `length` counts them. */
export const MAX_ID_LENGTH = 64;
export const MAX_REASON_LENGTH = 1024;

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

type WireWork = readonly [runs: string, sizeMs: number] | readonly [runs: 'job', job: string, params: string];
/** 0 for none: shorter than null. */
type WireResult = string | 0;

export function encodeWork(work: Work): WireWork {
  return work.runs === 'job' ? [work.runs, work.job, work.params] : [work.runs, work.sizeMs];
}

export function decodeWork(wire: unknown): Work | undefined {
  if (!Array.isArray(wire)) return undefined;
  const [runs, first, params] = wire;
  if (runs === 'sleep' || runs === 'spin') {
    return wire.length === 2 && isMs(first) ? { runs, sizeMs: first } : undefined;
  }
  if (runs !== 'job' || wire.length !== 3) return undefined;
  if (!isText(first, MAX_TYPE_LENGTH) || !isText(params, MAX_PARAMS_LENGTH)) return undefined;
  return { runs, job: first, params };
}

export function encodeResult(result: string | undefined): WireResult {
  return result ?? 0;
}

export function isResult(wire: unknown): wire is WireResult {
  return wire === 0 || isText(wire, MAX_RESULT_LENGTH);
}

export function decodeResult(wire: WireResult): string | undefined {
  return wire === 0 ? undefined : wire;
}
