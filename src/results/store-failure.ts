import { escaped } from './escaped.ts';

/** Limits quotations of files, whose names may be very long. */
const MAX_LENGTH = 1000;

/** A result that cannot be read or written: what, where and why, in one line. */
export class StoreFailure extends Error {
  override readonly name = 'StoreFailure';

  constructor(reason: string) {
    const line = escaped(reason);
    super(line.length > MAX_LENGTH ? `${line.slice(0, MAX_LENGTH)}…` : line);
  }
}
