import type { Command } from 'commander';
import { runValidation } from '../lab/validation/run.ts';
import { everyCheck, validationReport } from '../report/lab/validation-table.ts';
import { jsonOf } from '../results/seal.ts';
import { EXIT } from './exit-code.ts';
import { interruption } from './interruption.ts';
import { wholeBetween } from './options.ts';
import { printDocument, printReport } from './output.ts';
import { CountProgress } from './progress.ts';
import { TASK_OPTIONS, withTasks } from './task-world.ts';

interface ValidateOptions {
  readonly seed: number;
  readonly quick?: true;
  readonly json?: true;
  readonly verbose?: true;
  readonly wire: string;
  readonly servers?: string;
}

export function addValidate(program: Command): void {
  const command = program
    .command('validate')
    .description('check the simulator against queueing theory')
    .option('--seed <number>', 'seed for all replications', wholeBetween(0, 2 ** 32 - 1), 1)
    .option('--quick', 'fewer jobs, wider intervals, no large clusters')
    .option('--json', 'print one JSON document instead of tables')
    .option('--verbose', 'print every check, not only those that failed')
    .addHelpText(
      'after',
      `
Examples:
  npm run validate
  npm run validate -- --quick
  npm run validate -- --wire=nats --servers=nats://127.0.0.1:4222   at agents
  npm run --silent validate -- --json | jq '.checks[] | select(.passed | not)'

Exit codes: 0 every check passed, 1 a check failed, 2 usage error, 4 no NATS server.`,
    )
    .action(async (options: ValidateOptions) => {
      process.exitCode = await validate(options);
    });
  for (const option of TASK_OPTIONS) command.addOption(option);
}

async function validate({ seed, quick, json, verbose, ...where }: ValidateOptions): Promise<number> {
  const progress = new CountProgress('validating');
  const interrupted = interruption();
  try {
    const result = await withTasks(where, [], (world) =>
      runValidation(
        { seed, quick: quick === true, world },
        (done, of) => progress.show(done, of),
        interrupted.signal,
      ),
    );
    progress.end();
    if (json) printDocument(jsonOf(result, 2));
    else printReport(verbose ? everyCheck(result.checks) : validationReport(result.checks));
    return result.passed ? EXIT.fine : EXIT.failed;
  } catch (error) {
    if (interrupted.code !== undefined) return interrupted.code;
    throw error;
  } finally {
    progress.end();
    interrupted.forget();
  }
}
