import type { Command } from 'commander';
import { namesIn } from '../catalogue/folder.ts';
import { loadScenario } from '../catalogue/scenarios.ts';
import { loadEveryStrategy, type NamedStrategy } from '../catalogue/strategies.ts';
import { UsageError } from '../catalogue/usage-error.ts';
import { scenarioPlan } from '../report/scenario-plan.ts';
import { bindingOf, knowledgeOf, strategyCatalogue, windowOf } from '../report/strategy-catalogue.ts';
import { resultSchemas } from '../results/json-schema.ts';
import { printLines } from './output.ts';

interface ListOptions {
  readonly markdown?: true;
}

export function addList(program: Command): void {
  program
    .command('list')
    .description('what can be run: every strategy and every scenario')
    .argument('[what]', 'strategies or scenarios, both if absent; schema for the JSON Schema of result files')
    .option('--markdown', 'print the strategies as one Markdown page; only with strategies')
    .addHelpText(
      'after',
      '\nExamples:\n  npm run list\n  npm run list -- strategies\n  npm run list -- strategies --markdown',
    )
    .action(async (what: string | undefined, { markdown }: ListOptions) => {
      if (what !== undefined && !['strategies', 'scenarios', 'schema'].includes(what)) {
        throw new UsageError([
          `list takes strategies, scenarios or schema, but is given ${JSON.stringify(what)}`,
        ]);
      }
      if (markdown && what !== 'strategies')
        throw new UsageError(['--markdown prints strategies: list strategies --markdown']);
      if (what === 'schema') printLines([resultSchemas().trimEnd()]);
      else if (markdown) printLines([strategyCatalogue(await loadEveryStrategy()).trimEnd()]);
      else await describeAll(what);
    });
}

async function describeAll(what: string | undefined): Promise<void> {
  const strategies = what === 'scenarios' ? [] : await loadEveryStrategy();
  const scenarios = what === 'strategies' ? [] : await namesIn('scenarios');
  printLines(strategies.flatMap(describeStrategy));
  for (const name of scenarios)
    printLines([name, ...scenarioPlan(await loadScenario(name)).map((line) => `  ${line}`), '']);
}

function describeStrategy({ name, definition }: NamedStrategy): string[] {
  const parameters = Object.entries(definition.parameters ?? {}).map(
    ([key, spec]) => `${key}=${spec.default} (${spec.about})`,
  );
  return [
    name,
    `  ${definition.title}`,
    `  binds ${bindingOf(definition)}; signal: ${definition.signal}; ties: ${definition.ties}; order: ${definition.order}`,
    `  may know: ${knowledgeOf(definition)}; cost: ${definition.cost}; window: ${windowOf(definition)}`,
    ...(parameters.length > 0 ? [`  parameters: ${parameters.join('; ')}`] : []),
    `  shines ${definition.shines}; fails ${definition.fails}`,
    `  source: ${definition.source}`,
    '',
  ];
}
