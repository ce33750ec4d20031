import type { ParameterSpec } from '../../contract/parameters.ts';
import type { StrategyDefinition } from '../../contract/strategy.ts';
import { paddedMarkdown } from '../table/padded-markdown.ts';

/** A strategy and the name of its file. */
export interface CatalogueEntry {
  readonly name: string;
  readonly definition: Omit<StrategyDefinition, 'create'>;
}

const HEAD = ['strategy', 'standard name', 'binds', 'may know', 'cost of a decision', 'window'];

/** Every strategy on one Markdown page: an overview, then a section each. Made from the definitions alone. */
export function strategyCatalogue(strategies: readonly CatalogueEntry[]): string {
  return [
    '# Strategies',
    '`npm run docs` generates this page from the files in [strategies](../strategies). Correct mistakes there.',
    'A strategy that binds at arrival (push) gives each job to a worker at once; one that binds late (pull) keeps jobs in the primary until a worker has room. "May know" lists what it sees of jobs and workers besides its own decisions. In costs, n is the number of workers. The window is the most unfinished jobs a worker may hold; a run can change it.',
    paddedMarkdown([HEAD, ...strategies.map(overview)]),
    ...strategies.flatMap(section),
  ]
    .join('\n\n')
    .concat('\n');
}

function overview({ name, definition }: CatalogueEntry): string[] {
  const { title, cost } = definition;
  return [
    `[${name}](#${name})`,
    title,
    bindingOf(definition) ?? '',
    knowledgeOf(definition),
    cost ?? '',
    windowOf(definition),
  ];
}

function section({ name, definition }: CatalogueEntry): string[] {
  const { title, source, signal, ties, order, cost, shines, fails, parameters = {} } = definition;
  const facts = [
    ['Source', source],
    ['Binds', bindingOf(definition)],
    ['Signal', signal],
    ['Ties', ties],
    ['Order', order],
    ['May know', knowledgeOf(definition)],
    ['Cost', cost],
    ['Window', windowOf(definition)],
    ['Shines', shines],
    ['Fails', fails],
  ]
    .filter(([, text]) => text !== undefined)
    .map(([what, text]) => `- **${what}**: ${text}`);
  const settings = Object.entries(parameters).map(
    ([key, spec]) => `- \`${key}\`: ${spec.about}; ${rangeOf(spec)}, default ${spec.default}`,
  );
  const own = settings.length === 0 ? [] : ['Parameters:', settings.join('\n')];
  return [`## ${name}`, `${title}.`, facts.join('\n'), ...own];
}

export function bindingOf({ binding }: CatalogueEntry['definition']): string | undefined {
  return binding && (binding === 'arrival' ? 'at arrival (push)' : 'late (pull)');
}

export function knowledgeOf({ uses }: CatalogueEntry['definition']): string {
  return uses.join(', ') || 'nothing of the jobs';
}

export function windowOf({ window }: CatalogueEntry['definition']): string {
  return window === Number.POSITIVE_INFINITY ? 'no limit' : String(window);
}

function rangeOf(spec: ParameterSpec): string {
  if (spec.kind === 'choice') return `one of ${spec.choices.join(', ')}`;
  return `${spec.kind === 'integer' ? 'a whole number' : 'a number'} from ${spec.min} to ${spec.max}`;
}
