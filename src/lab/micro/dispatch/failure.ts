import type { Answer } from '../../../cluster/wire/messages.ts';

/** Nothing may go wrong in a measurement: each of these ends the process, and with it the measurement. */
export function fail(error: Error): never {
  throw error;
}

export function malformed(what: unknown): never {
  throw new Error(`a malformed message: ${JSON.stringify(what)}`);
}

export function mustBeOk(answer: Answer): void {
  if (answer.outcome !== 'ok') throw new Error(`a job ended as ${answer.outcome}: ${answer.reason}`);
}
