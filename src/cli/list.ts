import type { Command } from 'commander';
import { namesIn } from '../catalogue/folder.ts';
import { loadScenario } from '../catalogue/scenarios.ts';
import { loadEveryStrategy, type NamedStrategy } from '../catalogue/strategies.ts';
import { UsageError } from '../catalogue/usage-error.ts';
import { scenarioPlan } from '../report/scenario-plan.ts';
import { printLines } from './output.ts';

export function addList(program: Command): void {
  program
    .command('list')
    .description('what can be run: every strategy and every scenario')
    .argument('[what]', 'strategies or scenarios; both if absent')
    .addHelpText('after', '\nExamples:\n  npm run list\n  npm run list -- strategies')
    .action(async (what: string | undefined) => {
      if (what !== undefined && what !== 'strategies' && what !== 'scenarios') {
        throw new UsageError([`list takes strategies or scenarios, but is given ${JSON.stringify(what)}`]);
      }
      const strategies = what === 'scenarios' ? [] : await loadEveryStrategy();
      const scenarios = what === 'strategies' ? [] : await namesIn('scenarios');
      printLines(strategies.flatMap(describeStrategy));
      for (const name of scenarios)
        printLines([name, ...scenarioPlan(await loadScenario(name)).map((line) => `  ${line}`), '']);
    });
}

function describeStrategy({ name, definition }: NamedStrategy): string[] {
  const parameters = Object.entries(definition.parameters ?? {}).map(
    ([key, spec]) => `${key}=${spec.default} (${spec.about})`,
  );
  return [
    name,
    `  ${definition.title}`,
    `  binds ${definition.binding === 'arrival' ? 'at arrival (push)' : 'late (pull)'}; signal: ${definition.signal}; ties: ${definition.ties}; order: ${definition.order}`,
    `  may know: ${definition.uses.join(', ') || 'nothing of the jobs'}; cost: ${definition.cost}; window: ${definition.window === Number.POSITIVE_INFINITY ? 'no limit' : definition.window}`,
    ...(parameters.length > 0 ? [`  parameters: ${parameters.join('; ')}`] : []),
    `  shines ${definition.shines}; fails ${definition.fails}`,
    `  source: ${definition.source}`,
    '',
  ];
}
