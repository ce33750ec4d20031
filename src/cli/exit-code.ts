import { ClusterFailure } from '../cluster/cluster-process.ts';
import { BrokerFailure } from '../cluster/nats/broker-failure.ts';
import { MissingTool } from '../core/missing-tool.ts';
import { UsageError } from '../core/usage-error.ts';
import { StoreFailure } from '../results/store-failure.ts';
import { PortRefused } from '../watch/server/port-refused.ts';

/** Exit codes of the commands. */
export const EXIT = {
  fine: 0,
  failed: 1,
  usage: 2,
  regression: 3,
  environment: 4,
  interrupted: 130,
  terminated: 143,
} as const;

/** A signal ended the command. It needs no message. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
  readonly code: number;

  constructor(code: number) {
    super('interrupted');
    this.code = code;
  }
}

/** The messages for the user and the exit code, for any error that ends a command. */
export function explain(error: unknown): { lines: readonly string[]; code: number } {
  if (error instanceof Interrupted) return { lines: [], code: error.code };
  if (error instanceof UsageError) return { lines: error.mistakes, code: EXIT.usage };
  if (error instanceof StoreFailure || error instanceof MissingTool || error instanceof BrokerFailure)
    return { lines: [error.message], code: EXIT.environment };
  if (error instanceof PortRefused)
    return { lines: [`${error.message}; choose another, or 0 for a free one`], code: EXIT.environment };
  if (error instanceof ClusterFailure) {
    const advice = error.fault === 'port taken' ? '; choose another with --port, or 0 for a free one' : '';
    return {
      lines: [`${error.message}${advice}`],
      code: error.fault === 'port taken' || error.fault === 'broker' ? EXIT.environment : EXIT.failed,
    };
  }
  return {
    lines: [
      `This is a fault of the program, please report it: ${error instanceof Error ? error.message : String(error)}`,
    ],
    code: EXIT.failed,
  };
}
