import type { Outcome } from '../../contract/job.ts';
import { OUTCOMES } from '../../core/outcomes.ts';
import { MAX_KEY_LENGTH, MAX_TYPE_LENGTH } from '../../jobs/limits.ts';
import type { WireMessage } from './encode.ts';
import type { Answer, LiveRun, Message } from './messages.ts';
import {
  decodeResult,
  decodeWork,
  isCount,
  isMs,
  isNumber,
  isResult,
  isText,
  MAX_ID_LENGTH,
  MAX_REASON_LENGTH,
} from './wire-fields.ts';

/** Undefined for anything that is not a well-formed message: the caller counts it and goes on. */
export function decode(wire: unknown): Message | undefined {
  if (!Array.isArray(wire) || !isText(wire[1], MAX_ID_LENGTH) || !isCount(wire[2])) return undefined;
  switch (wire[0]) {
    case 1:
      return decodeRequestToPrimary(wire, wire[1], wire[2]);
    case 2:
      return decodeRequestFromPrimary(wire, wire[1], wire[2]);
    case 3:
      return decodeReplyToPrimary(wire, wire[1], wire[2]);
    case 4:
      return decodeReplyFromPrimary(wire, wire[1], wire[2]);
    case 5:
      if (wire.length !== 3) return undefined;
      return { kind: 'cancellation', header: { correlationId: wire[1], sender: wire[2] } };
    case 6:
      if (wire.length !== 3) return undefined;
      return { kind: 'probe', header: { correlationId: wire[1], receiver: wire[2] } };
    case 7:
      return decodeProbeReply(wire, wire[1], wire[2]);
    case 8:
      if (wire.length !== 3) return undefined;
      return { kind: 'abandonment', header: { correlationId: wire[1], receiver: wire[2] } };
    default:
      return undefined;
  }
}

function decodeRequestToPrimary(
  wire: WireMessage,
  correlationId: string,
  sender: number,
): Message | undefined {
  const [, , , type, key, timeoutMs] = wire;
  const work = decodeWork(wire, 6);
  if (!isText(type, MAX_TYPE_LENGTH) || !isText(key, MAX_KEY_LENGTH)) return undefined;
  if (!isMs(timeoutMs) || !work) return undefined;
  return {
    kind: 'request to primary',
    header: { correlationId, sender },
    payload: { type, key, timeoutMs, work },
  };
}

function decodeRequestFromPrimary(
  wire: WireMessage,
  correlationId: string,
  receiver: number,
): Message | undefined {
  const [, , , attempt, timeoutMs] = wire;
  const work = decodeWork(wire, 5);
  if (!isCount(attempt) || !isCount(timeoutMs) || !work) return undefined;
  return {
    kind: 'request from primary',
    header: { correlationId, receiver, attempt },
    payload: { work, timeoutMs },
  };
}

function decodeReplyToPrimary(wire: WireMessage, correlationId: string, sender: number): Message | undefined {
  const [, , , attempt, ok, startedUs, serviceUs, error, wireResult] = wire;
  if (wire.length !== 9 || !isCount(attempt) || typeof ok !== 'boolean') return undefined;
  if (
    !isCount(startedUs) ||
    !isCount(serviceUs) ||
    !isText(error, MAX_REASON_LENGTH) ||
    !isResult(wireResult)
  )
    return undefined;
  const payload: LiveRun = {
    ok,
    startedMs: startedUs / 1000,
    serviceMs: serviceUs / 1000,
    error,
    result: decodeResult(wireResult),
  };
  return { kind: 'reply to primary', header: { correlationId, sender, attempt }, payload };
}

function decodeReplyFromPrimary(
  wire: WireMessage,
  correlationId: string,
  receiver: number,
): Message | undefined {
  const [, , , outcome, jobWorker, startedUs, waitMs, serviceMs, reason, wireResult] = wire;
  if (wire.length !== 10 || !isOutcome(outcome) || !isCount(jobWorker)) return undefined;
  if (
    !isCount(startedUs) ||
    !isNumber(waitMs) ||
    !isNumber(serviceMs) ||
    !isText(reason, MAX_REASON_LENGTH) ||
    !isResult(wireResult)
  )
    return undefined;
  const startedMs = startedUs / 1000;
  const result = decodeResult(wireResult);
  const payload: Answer = { outcome, jobWorker, startedMs, waitMs, serviceMs, reason, result };
  return { kind: 'reply from primary', header: { correlationId, receiver }, payload };
}

function decodeProbeReply(wire: WireMessage, correlationId: string, sender: number): Message | undefined {
  const [, , , unfinished, latencyMs] = wire;
  if (wire.length !== 5 || !isCount(unfinished) || !isMs(latencyMs)) return undefined;
  return { kind: 'probe reply', header: { correlationId, sender }, payload: { unfinished, latencyMs } };
}

const KNOWN_OUTCOMES: ReadonlySet<unknown> = new Set(OUTCOMES);

function isOutcome(value: unknown): value is Outcome {
  return KNOWN_OUTCOMES.has(value);
}
