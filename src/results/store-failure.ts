/** A result that cannot be read or written: what, where and why, in one line. */
export class StoreFailure extends Error {
  override readonly name = 'StoreFailure';

  constructor(reason: string) {
    // A reason may quote the file.
    super(reason.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' '));
  }
}
