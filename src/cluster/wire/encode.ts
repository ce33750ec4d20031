import type {
  Message,
  ProbeReply,
  ReplyFromPrimary,
  ReplyToPrimary,
  RequestFromPrimary,
  RequestToPrimary,
} from './messages.ts';
import { bounded, cut, encodeResult, finite } from './wire-fields.ts';

/**
 * Messages as they cross the channel: flat arrays led by the article's message number (1 to 4; 5 and up are ours). JSON of an array is about
 * half as long as that of the nested object, and length is what a message costs. A worker's times cross as whole µs, the time that a job has left as whole ms.
 * What is encoded decodes, whatever clocks and errors say: a message that was refused would cost its request its answer, and
 * after many of them its sender its life. Types, keys and sizes are within their limits before they come here.
 */
export type WireMessage = readonly unknown[];

export function encode(message: Message): WireMessage {
  switch (message.kind) {
    case 'request to primary':
      return encodeRequestToPrimary(message);
    case 'request from primary':
      return encodeRequestFromPrimary(message);
    case 'reply to primary':
      return encodeReplyToPrimary(message);
    case 'reply from primary':
      return encodeReplyFromPrimary(message);
    case 'cancellation':
      return [5, message.header.correlationId, message.header.sender];
    case 'probe':
      return [6, message.header.correlationId, message.header.receiver];
    case 'probe reply':
      return encodeProbeReply(message);
    case 'abandonment':
      return [8, message.header.correlationId, message.header.receiver];
  }
}

function encodeRequestToPrimary({ header, payload }: RequestToPrimary): WireMessage {
  const { type, key, timeoutMs, work } = payload;
  const { correlationId, sender } = header;
  return work.runs === 'job'
    ? [1, correlationId, sender, type, key, bounded(timeoutMs), work.runs, work.job, work.params]
    : [1, correlationId, sender, type, key, bounded(timeoutMs), work.runs, work.sizeMs];
}

function encodeRequestFromPrimary({ header, payload }: RequestFromPrimary): WireMessage {
  const { correlationId, receiver, attempt } = header;
  // Rounded up: a worker must not take for late what its primary does not.
  const timeoutMs = bounded(Math.ceil(payload.timeoutMs));
  const { work } = payload;
  return work.runs === 'job'
    ? [2, correlationId, receiver, attempt, timeoutMs, work.runs, work.job, work.params]
    : [2, correlationId, receiver, attempt, timeoutMs, work.runs, work.sizeMs];
}

function encodeReplyToPrimary({ header, payload }: ReplyToPrimary): WireMessage {
  const { ok, startedMs, serviceMs, error, result } = payload;
  return [
    3,
    header.correlationId,
    header.sender,
    header.attempt,
    ok,
    bounded(Math.round(startedMs * 1000)),
    bounded(Math.round(serviceMs * 1000)),
    cut(error),
    encodeResult(result),
  ];
}

function encodeReplyFromPrimary({ header, payload }: ReplyFromPrimary): WireMessage {
  const { outcome, jobWorker, startedMs, waitMs, serviceMs, reason, result } = payload;
  return [
    4,
    header.correlationId,
    header.receiver,
    outcome,
    jobWorker,
    bounded(Math.round(startedMs * 1000)),
    finite(waitMs),
    finite(serviceMs),
    cut(reason),
    encodeResult(result),
  ];
}

function encodeProbeReply({ header, payload }: ProbeReply): WireMessage {
  return [7, header.correlationId, header.sender, payload.unfinished, bounded(payload.latencyMs)];
}
