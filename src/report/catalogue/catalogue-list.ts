import type { JobDescription, ReadScenario } from '../../load/plan/scenario-states.ts';
import { columns, type Part, type TableData } from '../table/table.ts';
import { alternativesTable, type NamedAlternative } from './alternative-list.ts';
import { scenarioPlan } from './scenario-plan.ts';
import { bindingOf, type CatalogueEntry, knowledgeOf, windowOf } from './strategy-catalogue.ts';

interface NamedScenario {
  readonly name: string;
  readonly scenario: ReadScenario;
}

/** A job as the list needs it. */
export interface NamedJob {
  readonly name: string;
  readonly description: JobDescription;
}

/** A line each, in a table of each kind that is not empty. */
export function catalogueList(
  strategies: readonly CatalogueEntry[],
  alternatives: readonly NamedAlternative[],
  scenarios: readonly NamedScenario[],
  jobs: readonly NamedJob[],
): Part[] {
  const tables: TableData[] = [
    ...(strategies.length === 0 ? [] : [strategyTable(strategies)]),
    ...(alternatives.length === 0 ? [] : [alternativesTable(alternatives)]),
    ...(scenarios.length === 0 ? [] : [scenarioTable(scenarios)]),
    ...(jobs.length === 0 ? [] : [jobTable(jobs)]),
  ];
  return [...tables.flatMap((table) => [table, '']), 'To describe one: npm run list -- NAME'];
}

function strategyTable(strategies: readonly CatalogueEntry[]): TableData {
  return {
    columns: [
      { name: 'strategy', align: 'l', key: true },
      { name: 'what it is', align: 'l', cut: true },
      { name: 'binds', align: 'l', expendable: 2 },
      { name: 'is told of jobs', align: 'l', expendable: 1 },
      { name: 'window', align: 'r', expendable: 3 },
    ],
    rows: strategies.map(({ name, definition }) => [
      name,
      definition.title,
      definition.binding === undefined ? '–' : definition.binding === 'arrival' ? 'push' : 'pull',
      definition.uses.join(', ') || '–',
      windowOf(definition),
    ]),
  };
}

function scenarioTable(scenarios: readonly NamedScenario[]): TableData {
  return {
    columns: [...columns('l', ['scenario']), { name: 'what it is', align: 'l', cut: true }],
    rows: scenarios.map(({ name, scenario }) => [name, scenario.about]),
  };
}

function jobTable(jobs: readonly NamedJob[]): TableData {
  return {
    columns: [...columns('l', ['job']), { name: 'beside its function it exports', align: 'l', cut: true }],
    rows: jobs.map(({ name, description }) => [name, exportsOf(description).join(', ') || '–']),
  };
}

function exportsOf({ options, ...functions }: JobDescription): string[] {
  const names = Object.entries(functions).flatMap(([name, has]) => (has ? [name] : []));
  const set = Object.entries(options).map(([name, value]) => `${name} ${value}`);
  return [...names, ...set];
}

/** All about one job. */
export function describeJob({ name, description }: NamedJob): string[] {
  const has = exportsOf(description).join(', ');
  return [
    `${name}, a job`,
    `  ${has === '' ? 'its file exports a function and nothing else' : `exports ${has}`}`,
  ];
}

/** All about one scenario. */
export function describeScenario({ name, scenario }: NamedScenario): string[] {
  return [`${name}, a scenario`, ...scenarioPlan(scenario).map((line) => `  ${line}`)];
}

/** Describes one strategy, without the facts that its file does not give. */
export function describeStrategy({ name, definition }: CatalogueEntry): string[] {
  const { title, signal, ties, order, cost, shines, fails, source, parameters = {} } = definition;
  const facts: readonly (readonly [what: string, text: string | undefined])[] = [
    ['binds', bindingOf(definition)],
    ['signal:', signal],
    ['ties:', ties],
    ['order:', order],
    ['may know:', knowledgeOf(definition)],
    ['cost:', cost],
    ['window:', windowOf(definition)],
    ...Object.entries(parameters).map(
      ([key, spec]) => [`parameter ${key}:`, `${spec.about}; default ${spec.default}`] as const,
    ),
    ['shines', shines],
    ['fails', fails],
    ['source:', source],
  ];
  return [
    `${name}, a strategy: ${title}`,
    ...facts.flatMap(([what, text]) => (text === undefined ? [] : [`  ${what} ${text}`])),
  ];
}
