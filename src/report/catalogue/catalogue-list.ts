import type { ReadScenario } from '../../load/plan/scenario-states.ts';
import { columns, type Part, type TableData } from '../table/table.ts';
import { scenarioPlan } from './scenario-plan.ts';
import { bindingOf, type CatalogueEntry, knowledgeOf, windowOf } from './strategy-catalogue.ts';

interface NamedScenario {
  readonly name: string;
  readonly scenario: ReadScenario;
}

/** One line per strategy and one per scenario. */
export function catalogueList(
  strategies: readonly CatalogueEntry[],
  scenarios: readonly NamedScenario[],
): Part[] {
  const tables: TableData[] = [
    ...(strategies.length === 0 ? [] : [strategyTable(strategies)]),
    ...(scenarios.length === 0 ? [] : [scenarioTable(scenarios)]),
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

/** Describes one scenario. */
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
