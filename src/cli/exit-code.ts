import { ClusterFailure } from '../cluster/cluster-process.ts';
import { UsageError } from '../core/usage-error.ts';
import { StoreFailure } from '../results/store-failure.ts';

/** What the shell learns from a command. */
export const EXIT = {
  fine: 0,
  failed: 1,
  usage: 2,
  regression: 3,
  environment: 4,
  interrupted: 130,
  terminated: 143,
} as const;

/** A signal ended the command; nobody needs to be told why. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
  readonly code: number;

  constructor(code: number) {
    super('interrupted');
    this.code = code;
  }
}

/** A message for a person and the exit code, for anything that ends a command. */
export function explain(error: unknown): { lines: readonly string[]; code: number } {
  if (error instanceof Interrupted) return { lines: [], code: error.code };
  if (error instanceof UsageError) return { lines: error.mistakes, code: EXIT.usage };
  if (error instanceof StoreFailure) return { lines: [error.message], code: EXIT.environment };
  if (error instanceof ClusterFailure) {
    const advice = error.fault === 'port taken' ? '; choose another with --port, or 0 for any free one' : '';
    return {
      lines: [`${error.message}${advice}`],
      code: error.fault === 'port taken' ? EXIT.environment : EXIT.failed,
    };
  }
  return {
    lines: [`unexpected: ${error instanceof Error ? error.message : String(error)}`],
    code: EXIT.failed,
  };
}
