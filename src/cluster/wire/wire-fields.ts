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

/** 0 for none: shorter than null. */
type WireResult = string | 0;

/** The end of a message that asks for work: what runs, then how long or the job and its parameters. `place`: where it begins. */
export function decodeWork(wire: readonly unknown[], place: number): Work | undefined {
  const runs = wire[place];
  const first = wire[place + 1];
  if (runs === 'sleep' || runs === 'spin') {
    return wire.length === place + 2 && isMs(first) ? { runs, sizeMs: first } : undefined;
  }
  const params = wire[place + 2];
  if (runs !== 'job' || wire.length !== place + 3) return undefined;
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
