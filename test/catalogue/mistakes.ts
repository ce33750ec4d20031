import { expect } from 'chai';
import { UsageError } from '../../src/core/usage-error.ts';

/** What the user is told; fails if there was nothing to tell. */
export async function mistakesOf(attempt: () => Promise<unknown>): Promise<readonly string[]> {
  const error: unknown = await attempt().then(
    () => expect.fail('accepted'),
    (reason: unknown) => reason,
  );
  if (!(error instanceof UsageError)) throw error;
  expect(error.message).to.equal(error.mistakes.join('\n'));
  return error.mistakes;
}

/** Nothing that could move the cursor or colour the terminal: C0, DEL and C1 controls, and what breaks lines. */
export function reachesTerminal(text: string): boolean {
  return /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u.test(text);
}
