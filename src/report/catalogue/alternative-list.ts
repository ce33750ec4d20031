import type { ParameterSpec, ParameterSpecs } from '../../contract/parameters.ts';
import { paddedMarkdown } from '../table/padded-markdown.ts';
import type { TableData } from '../table/table.ts';

/** What people use instead of a strategy, as a list needs it. */
export interface NamedAlternative {
  readonly name: string;
  readonly about: string;
  readonly parameters: ParameterSpecs;
  /** Where an accepted job is kept. */
  readonly durability: string;
  readonly packages: readonly string[];
  readonly server: string | undefined;
  readonly aborts: string | undefined;
  readonly onDeath: string;
}

const HEAD = [
  'row',
  'what it is',
  'parameters',
  'jobs are kept',
  'a deadline or cancellation',
  'a job whose worker dies',
];

const INTRODUCTION = [
  '# What people use instead',
  '`npm run docs` generates this page from [alternatives.ts](../src/catalogue/alternatives.ts). The code of each row is one file in [src/cluster/alternatives](../src/cluster/alternatives).',
  'Rows like these stand beside strategies, in the same tables and verdicts:',
  '```sh\nnpm run bench -- --strategy=pull-fifo,pool:piscina,pool:poolifier,queue:bullmq,queue:nats --blocks=8\n```',
  '[What that said](measured.md) on a quiet machine.',
  'All rows get the same requests at the same moments, and their workers run the same job code with the same payloads. Each package or server is set up as its own documentation advises, with a fixed number of workers.',
  [
    "- **Workers.** A pool is in each HTTP worker and has that worker's share of the scenario's job workers, one at least. With `place=primary` there is one pool for all, in the primary. A queue has as many job workers as a strategy. `cluster:` rows have no job workers and as many more HTTP workers, like `inline`. The report says what was started.",
    '- **Servers.** `redis-server` and `nats-server` are packages of Debian. Each trial starts its own on the loopback with a folder of its own. Server and folder go when the trial ends, even if the bench is killed.',
    '- **Durability.** Some rows keep an accepted job on disk, others in memory. The report names the rows of each kind: a longer time may be the price of keeping.',
    '- **Accounts.** No job passes the dispatcher of the primary, so that part of the account is not there. The counts of client and HTTP workers must still agree, and no request may be lost.',
    '- **Deadlines.** The HTTP worker answers 504 at the deadline, whatever the row does with the job. `–` in the table: the job runs on, and keeps its place in the queue.',
    '- **Faults.** A scenario that kills job workers kills threads and processes of pools too. Workers of pools cannot be stopped or slowed down, and `cluster:` rows have none: such a scenario is refused.',
    '- **Not here.** These rows cannot be simulated, and `serve`, `soak`, `advise`, `--app` and `--window` do not know them. Jobs of files run one at a time in each worker, whatever concurrency their options allow, an attempt that failed is not repeated, and pools do not call `teardown`.',
    '- **Processor time.** A thread counts with its HTTP worker or the primary; processes of a pool, and servers, count with the cluster as a whole.',
  ].join('\n'),
  'They are no dependencies of the package: npm installs them for development only. Where a package or server is missing, the command says which (exit 4) and starts nothing.',
];

/** Every alternative on one Markdown page. */
export function alternativesPage(alternatives: readonly NamedAlternative[]): string {
  const table = paddedMarkdown([HEAD, ...alternatives.map(cells)]);
  return [...INTRODUCTION, table, ...parameterLines(alternatives)].join('\n\n').concat('\n');
}

/** One of each name. */
function parameterLines(alternatives: readonly NamedAlternative[]): string[] {
  const specs = new Map(alternatives.flatMap(({ parameters }) => Object.entries(parameters)));
  return [
    [...specs]
      .map(([name, spec]) => `- \`${name}\`: ${spec.about}${choicesOf(spec)}. Default: ${spec.default}.`)
      .join('\n'),
  ];
}

function choicesOf(spec: ParameterSpec): string {
  return spec.kind === 'choice' ? ` (${spec.choices.join(', ')})` : '';
}

function cells({ name, about, parameters, durability, aborts, onDeath }: NamedAlternative): string[] {
  return [
    `\`${name}\``,
    about,
    Object.keys(parameters).join(', ') || '–',
    durability,
    aborts ?? '–',
    onDeath,
  ];
}

/** A line each. */
export function alternativesTable(alternatives: readonly NamedAlternative[]): TableData {
  return {
    columns: [
      { name: 'alternative', align: 'l', key: true },
      { name: 'what it is', align: 'l', cut: true },
      { name: 'jobs are kept', align: 'l', expendable: 1 },
    ],
    rows: alternatives.map(({ name, about, durability }) => [name, about, durability]),
  };
}

/** All about one. */
export function describeAlternative(one: NamedAlternative): string[] {
  const { name, about, parameters, packages, server, durability, aborts, onDeath } = one;
  const needs = [...packages.map((package_) => `the npm package ${package_}`), ...(server ? [server] : [])];
  return [
    `${name}, used instead of a strategy: ${about}`,
    ...Object.entries(parameters).map(
      ([key, spec]) => `  parameter ${key}: ${spec.about}${choicesOf(spec)}; default ${spec.default}`,
    ),
    `  jobs are kept: ${durability}`,
    `  a deadline or cancellation: ${aborts ?? '–'}`,
    `  a job whose worker dies: ${onDeath}`,
    ...(needs.length === 0 ? [] : [`  needs: ${needs.join(', ')}`]),
  ];
}
