import type { Command } from 'commander';
import { z } from 'zod';
import { isUnderWay } from '../bench/live/run-lock.ts';
import { everyPlugIn } from '../catalogue/every-plug-in.ts';
import { LOAD_EXAMPLES } from '../catalogue/load-examples.ts';
import { scenarioSchema } from '../catalogue/scenario-schema.ts';
import { type KnownScenario, knownScenario } from '../catalogue/scenarios.ts';
import { type KnownStrategy, knownStrategy } from '../catalogue/strategies.ts';
import { UsageError } from '../core/usage-error.ts';
import { runList } from '../report/catalogue/run-list.ts';
import { scenarioPlan } from '../report/catalogue/scenario-plan.ts';
import { type JsonSchema, scenarioReference } from '../report/catalogue/scenario-reference.ts';
import {
  bindingOf,
  knowledgeOf,
  strategyCatalogue,
  windowOf,
} from '../report/catalogue/strategy-catalogue.ts';
import { resultSchemas } from '../results/json-schema.ts';
import { keptRuns } from '../results/kept-runs.ts';
import { EXIT } from './exit-code.ts';
import { printLines, warnLines } from './output.ts';
import { RESULTS_FOLDER } from './run-path.ts';

const WHAT: readonly string[] = ['strategies', 'scenarios', 'runs', 'schema', 'scenario-reference'];

interface ListOptions {
  readonly markdown?: true;
}

export function addList(program: Command): void {
  program
    .command('list')
    .description(
      'what can be run, every strategy and every scenario, and what has been: every run of results/',
    )
    .argument(
      '[what]',
      'strategies or scenarios, both if absent; runs, newest first; schema for the JSON Schema of result files; scenario-reference for all that a scenario can say',
    )
    .option('--markdown', 'print the strategies as one Markdown page; only with strategies')
    .addHelpText(
      'after',
      '\nExamples:\n  npm run list\n  npm run list -- strategies\n  npm run list -- strategies --markdown\n  npm run list -- runs',
    )
    .action(async (what: string | undefined, options: ListOptions) => {
      process.exitCode = await list(what, options);
    });
}

/** What is in order is listed, and what is wrong with the rest is told behind it. */
async function list(what: string | undefined, { markdown }: ListOptions): Promise<number> {
  if (what !== undefined && !WHAT.includes(what))
    throw new UsageError([`list takes ${WHAT.join(', ')}, but is given ${JSON.stringify(what)}`]);
  if (markdown && what !== 'strategies')
    throw new UsageError(['--markdown prints strategies: list strategies --markdown']);
  if (what === 'schema') {
    printLines([resultSchemas().trimEnd()]);
    return EXIT.fine;
  }
  if (what === 'runs') {
    await listRuns();
    return EXIT.fine;
  }
  if (what === 'scenario-reference') {
    printLines([scenarioReferencePage().trimEnd()]);
    return EXIT.fine;
  }
  const none = { known: [], mistakes: [] };
  const strategies = what === 'scenarios' ? none : await everyPlugIn('strategies', knownStrategy);
  const scenarios = what === 'strategies' ? none : await everyPlugIn('scenarios', knownScenario);
  if (markdown) printLines([strategyCatalogue(strategies.known).trimEnd()]);
  else
    printLines([...strategies.known.flatMap(describeStrategy), ...scenarios.known.flatMap(describeScenario)]);
  const mistakes = [...strategies.mistakes, ...scenarios.mistakes];
  warnLines(mistakes);
  return mistakes.length > 0 ? EXIT.usage : EXIT.fine;
}

/** What `npm run docs` writes to docs/scenario.md. */
export function scenarioReferencePage(): string {
  return scenarioReference(z.toJSONSchema(scenarioSchema) as JsonSchema, LOAD_EXAMPLES);
}

async function listRuns(): Promise<void> {
  const kept = await keptRuns(RESULTS_FOLDER);
  const underWay = new Set<string>();
  for (const one of kept) {
    if (one.kind === 'run' && !one.complete && (await isUnderWay(one.folder))) underWay.add(one.folder);
  }
  printLines(runList(kept, underWay));
}

function describeScenario({ name, scenario }: KnownScenario): string[] {
  return [name, ...scenarioPlan(scenario).map((line) => `  ${line}`), ''];
}

function describeStrategy({ name, definition }: KnownStrategy): string[] {
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
