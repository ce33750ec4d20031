import type { Command } from 'commander';
import { NONE_HEAVY } from '../report/advice/facts-report.ts';
import { LOG_OPTIONS, type LogOptions, printInForm } from './advise-options.ts';
import { EXIT } from './exit-code.ts';
import { keepScenario, lookAt, presentOf, workersFor } from './look-at-log.ts';

const EXAMPLES = `
Examples:
  npm run import -- access.log.gz
  npm run import -- access.log --route='/report/:id=report' --heavy=report --name=mine`;

export function addImport(program: Command): void {
  const command = program
    .command('import')
    .description('turn an access log into a scenario that bench runs')
    .argument('<files...>', 'access logs, rotated or not, as they are or as .gz')
    .addHelpText('after', EXAMPLES)
    .action(async (files: readonly string[], options: LogOptions) => {
      process.exitCode = await importLog(files, options);
    });
  for (const option of LOG_OPTIONS) command.addOption(option);
}

async function importLog(files: readonly string[], options: LogOptions): Promise<number> {
  const look = await lookAt(files, options);
  const { facts, found, parts, place } = look;
  const written =
    facts === null
      ? []
      : [`Written: ${place.file}. Run it: npm run bench -- --scenario=${place.minute.asked}`];
  if (facts !== null) await keepScenario(look, facts, workersFor(facts, presentOf(facts, options)), parts);
  const reason = facts === null ? NONE_HEAVY : 'import gives no advice; advise does';
  const scenario = facts === null ? null : place.name;
  printInForm(options, [...parts, '', ...written], { ...found, reason }, scenario);
  return EXIT.fine;
}
