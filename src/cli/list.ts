import type { Command } from 'commander';
import { z } from 'zod';
import { ALTERNATIVES } from '../catalogue/alternatives.ts';
import { everyPlugIn } from '../catalogue/every-plug-in.ts';
import { type KnownJob, knownJob } from '../catalogue/jobs.ts';
import { LOAD_EXAMPLES } from '../catalogue/load-examples.ts';
import { unknownName } from '../catalogue/names.ts';
import type { Folder } from '../catalogue/plug-in.ts';
import { scenarioSchema } from '../catalogue/scenario-schema.ts';
import { type KnownScenario, knownScenario } from '../catalogue/scenarios.ts';
import { type KnownStrategy, knownStrategy } from '../catalogue/strategies.ts';
import { UsageError } from '../core/usage-error.ts';
import { alternativesPage, describeAlternative } from '../report/catalogue/alternative-list.ts';
import {
  catalogueList,
  describeJob,
  describeScenario,
  describeStrategy,
} from '../report/catalogue/catalogue-list.ts';
import { runList } from '../report/catalogue/run-list.ts';
import { type JsonSchema, scenarioReference } from '../report/catalogue/scenario-reference.ts';
import { strategyCatalogue } from '../report/catalogue/strategy-catalogue.ts';
import { resultSchemas } from '../results/json-schema.ts';
import { keptRuns } from '../results/kept-runs.ts';
import { isUnderWay } from '../results/run-lock.ts';
import { EXIT } from './exit-code.ts';
import { printDocument, printReport, warnLines } from './output.ts';
import { RESULTS_FOLDER } from './run-path.ts';

const FOLDERS: readonly string[] = ['strategies', 'scenarios', 'jobs'];
const WHAT: readonly string[] = [
  'strategies',
  'alternatives',
  'scenarios',
  'jobs',
  'runs',
  'schema',
  'scenario-reference',
];

interface ListOptions {
  readonly markdown?: true;
}

export function addList(program: Command): void {
  program
    .command('list')
    .description(
      'list strategies, alternatives, scenarios and jobs, describe one of them, or list the runs of results/',
    )
    .argument(
      '[what]',
      'strategies, alternatives, scenarios or jobs (default: all); the name of one, to describe it; runs, newest first; schema for the JSON Schema of result files; scenario-reference for all that a scenario can say',
    )
    .option('--markdown', 'print one Markdown page; only for list strategies and list alternatives')
    .addHelpText(
      'after',
      '\nExamples:\n  npm run list\n  npm run list -- pull-fifo\n  npm run list -- strategies --markdown\n  npm run list -- runs',
    )
    .action(async (what: string | undefined, options: ListOptions) => {
      process.exitCode = await list(what, options);
    });
}

function refuseMarkdown(what: string | undefined): void {
  if (what !== 'strategies' && what !== 'alternatives')
    throw new UsageError([
      '--markdown works only for strategies and alternatives: list strategies --markdown',
    ]);
}

function listAlternatives(markdown: boolean): void {
  if (markdown) printDocument(alternativesPage(ALTERNATIVES).trimEnd());
  else printReport(catalogueList([], ALTERNATIVES, [], []));
}

/** Lists the valid files, then the mistakes in the others. */
async function list(what: string | undefined, { markdown }: ListOptions): Promise<number> {
  if (markdown) refuseMarkdown(what);
  switch (what) {
    case 'alternatives':
      listAlternatives(markdown === true);
      return EXIT.fine;
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
  const isAsked = (folder: Folder) => what === undefined || what === folder || !FOLDERS.includes(what);
  const strategies = isAsked('strategies') ? await everyPlugIn('strategies', knownStrategy) : none;
  const scenarios = isAsked('scenarios') ? await everyPlugIn('scenarios', knownScenario) : none;
  const jobs = isAsked('jobs') ? await everyPlugIn('jobs', knownJob) : none;
  if (markdown) printDocument(strategyCatalogue(strategies.known).trimEnd());
  else if (what === undefined || WHAT.includes(what))
    printReport(
      catalogueList(strategies.known, what === undefined ? ALTERNATIVES : [], scenarios.known, jobs.known),
    );
  else printReport(allOf(what, strategies.known, scenarios.known, jobs.known));
  const mistakes = [...new Set([...strategies.mistakes, ...scenarios.mistakes, ...jobs.mistakes])];
  warnLines(mistakes);
  return mistakes.length > 0 ? EXIT.usage : EXIT.fine;
}

/** Describes the strategy, scenario, job and alternative of this name. */
function allOf(
  name: string,
  strategies: readonly KnownStrategy[],
  scenarios: readonly KnownScenario[],
  jobs: readonly KnownJob[],
): string[] {
  const found = [
    ...strategies.filter((one) => one.name === name).flatMap(describeStrategy),
    ...scenarios.filter((one) => one.name === name).flatMap(describeScenario),
    ...jobs.filter((one) => one.name === name).flatMap(describeJob),
    ...ALTERNATIVES.filter((one) => one.name === name).flatMap(describeAlternative),
  ];
  if (found.length > 0) return found;
  const names = [...WHAT, ...[...strategies, ...scenarios, ...jobs, ...ALTERNATIVES].map((one) => one.name)];
  throw new UsageError([unknownName('strategy, scenario, job or list', name, names)]);
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
