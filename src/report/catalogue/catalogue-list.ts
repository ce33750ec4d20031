import type { Scenario } from '../../contract/scenario.ts';
import { columns, type Part, type TableData } from '../table/table.ts';
import { scenarioPlan } from './scenario-plan.ts';
import { bindingOf, type CatalogueEntry, knowledgeOf, windowOf } from './strategy-catalogue.ts';

interface NamedScenario {
  readonly name: string;
  readonly scenario: Scenario;
}

/** A line a strategy, a line a scenario. */
export function catalogueList(
  strategies: readonly CatalogueEntry[],
  scenarios: readonly NamedScenario[],
): Part[] {
  const tables: TableData[] = [
    ...(strategies.length === 0 ? [] : [strategyTable(strategies)]),
    ...(scenarios.length === 0 ? [] : [scenarioTable(scenarios)]),
  ];
  return [...tables.flatMap((table) => [table, '']), 'All about one: npm run list -- NAME'];
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
      definition.binding === 'arrival' ? 'push' : 'pull',
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

/** All about one scenario. */
export function describeScenario({ name, scenario }: NamedScenario): string[] {
  return [`${name}, a scenario`, ...scenarioPlan(scenario).map((line) => `  ${line}`)];
}

/** All about one strategy. */
export function describeStrategy({ name, definition }: CatalogueEntry): string[] {
  const parameters = Object.entries(definition.parameters ?? {}).map(
    ([key, spec]) => `  parameter ${key}: ${spec.about}; ${spec.default} unless set`,
  );
  return [
    `${name}, a strategy: ${definition.title}`,
    `  binds ${bindingOf(definition)}`,
    `  signal: ${definition.signal}`,
    `  ties: ${definition.ties}`,
    `  order: ${definition.order}`,
    `  may know: ${knowledgeOf(definition)}`,
    `  cost: ${definition.cost}`,
    `  window: ${windowOf(definition)}`,
    ...parameters,
    `  shines ${definition.shines}`,
    `  fails ${definition.fails}`,
    `  source: ${definition.source}`,
  ];
}
