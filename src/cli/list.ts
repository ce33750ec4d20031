import type { Command } from 'commander';
import { z } from 'zod';
import { everyPlugIn } from '../catalogue/every-plug-in.ts';
import { LOAD_EXAMPLES } from '../catalogue/load-examples.ts';
import { unknownName } from '../catalogue/names.ts';
import { scenarioSchema } from '../catalogue/scenario-schema.ts';
import { type KnownScenario, knownScenario } from '../catalogue/scenarios.ts';
import { type KnownStrategy, knownStrategy } from '../catalogue/strategies.ts';
import { UsageError } from '../core/usage-error.ts';
import { catalogueList, describeScenario, describeStrategy } from '../report/catalogue/catalogue-list.ts';
import { runList } from '../report/catalogue/run-list.ts';
import { type JsonSchema, scenarioReference } from '../report/catalogue/scenario-reference.ts';
import { strategyCatalogue } from '../report/catalogue/strategy-catalogue.ts';
import { resultSchemas } from '../results/json-schema.ts';
import { keptRuns } from '../results/kept-runs.ts';
import { isUnderWay } from '../results/run-lock.ts';
import { EXIT } from './exit-code.ts';
import { printDocument, printReport, warnLines } from './output.ts';
import { RESULTS_FOLDER } from './run-path.ts';

const WHAT: readonly string[] = ['strategies', 'scenarios', 'runs', 'schema', 'scenario-reference'];

interface ListOptions {
  readonly markdown?: true;
}

export function addList(program: Command): void {
  program
    .command('list')
    .description('list strategies and scenarios, describe one of them, or list the runs of results/')
    .argument(
      '[what]',
      'strategies or scenarios (default: both); the name of one, to describe it; runs, newest first; schema for the JSON Schema of result files; scenario-reference for all fields of a scenario',
    )
    .option('--markdown', 'print one Markdown page; only for list strategies')
    .addHelpText(
      'after',
      '\nExamples:\n  npm run list\n  npm run list -- pull-fifo\n  npm run list -- strategies --markdown\n  npm run list -- runs',
    )
    .action(async (what: string | undefined, options: ListOptions) => {
      process.exitCode = await list(what, options);
    });
}

/** Lists the valid files, then the mistakes in the others. */
async function list(what: string | undefined, { markdown }: ListOptions): Promise<number> {
  if (markdown && what !== 'strategies')
    throw new UsageError(['--markdown works only for strategies: list strategies --markdown']);
  switch (what) {
    case 'schema':
      printDocument(resultSchemas().trimEnd());
      return EXIT.fine;
    case 'runs':
      await listRuns();
      return EXIT.fine;
    case 'scenario-reference':
      printDocument(scenarioReferencePage().trimEnd());
      return EXIT.fine;
  }
  const none = { known: [], mistakes: [] };
  const strategies = what === 'scenarios' ? none : await everyPlugIn('strategies', knownStrategy);
  const scenarios = what === 'strategies' ? none : await everyPlugIn('scenarios', knownScenario);
  if (markdown) printDocument(strategyCatalogue(strategies.known).trimEnd());
  else if (what === undefined || WHAT.includes(what))
    printReport(catalogueList(strategies.known, scenarios.known));
  else printReport(allOf(what, strategies.known, scenarios.known));
  const mistakes = [...strategies.mistakes, ...scenarios.mistakes];
  warnLines(mistakes);
  return mistakes.length > 0 ? EXIT.usage : EXIT.fine;
}

/** Describes the strategy or scenario of this name, or both. */
function allOf(
  name: string,
  strategies: readonly KnownStrategy[],
  scenarios: readonly KnownScenario[],
): string[] {
  const found = [
    ...strategies.filter((one) => one.name === name).flatMap(describeStrategy),
    ...scenarios.filter((one) => one.name === name).flatMap(describeScenario),
  ];
  if (found.length > 0) return found;
  const names = [...WHAT, ...[...strategies, ...scenarios].map((one) => one.name)];
  throw new UsageError([unknownName('strategy, scenario or list', name, names)]);
}

/** The content of docs/scenario.md, which `npm run docs` writes. */
export function scenarioReferencePage(): string {
  return scenarioReference(z.toJSONSchema(scenarioSchema) as JsonSchema, LOAD_EXAMPLES);
}

async function listRuns(): Promise<void> {
  const kept = await keptRuns(RESULTS_FOLDER);
  const underWay = new Set<string>();
  for (const one of kept) {
    if (one.kind === 'run' && !one.complete && (await isUnderWay(one.folder))) underWay.add(one.folder);
  }
  printReport(runList(kept, underWay));
}
