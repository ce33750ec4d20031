import { basename } from 'node:path';
import { InvalidArgumentError, Option } from 'commander';
import { userPath } from '../catalogue/user-path.ts';
import { formatsNamed } from '../logs/formats/formats.ts';
import { type AccessLog, readLog } from '../logs/read-log.ts';
import { namedRoute } from '../logs/routes.ts';
import { inMarkdown } from '../report/table/markdown.ts';
import type { Part } from '../report/table/table.ts';
import type { AdviceFindings } from '../results/advice-schema.ts';
import { jsonOf } from '../results/seal.ts';
import { collect, wholeBetween } from './options.ts';
import { printDocument, printReport } from './output.ts';
import { ShareProgress } from './progress.ts';

/** The options that `advise` and `import` share, as parsed. */
export interface LogOptions {
  readonly format?: string;
  readonly route: readonly string[];
  readonly heavy: readonly string[];
  readonly now?: number;
  /** Busy share of the processors, 0 to 1. */
  readonly cpu?: number;
  readonly name?: string;
  readonly json?: true;
  readonly markdown?: true;
}

export const LOG_OPTIONS: readonly Option[] = [
  new Option(
    '--format <name>',
    'the format of the log, or its format string (log_format of nginx, LogFormat of Apache, morgan); found by itself if left out',
  ),
  new Option('--route <path=name>', "requests that are one route: '/report/:id=report'; several times")
    .argParser(collect)
    .default([], 'by their paths'),
  new Option('--heavy <names>', 'routes that count as heavy, separated by commas')
    .argParser((text: string, earlier: readonly string[]) => [...earlier, ...text.split(',')])
    .default([], 'those with most response time'),
  new Option('--now <workers>', 'number of workers that served these requests').argParser(
    wholeBetween(1, 1000),
  ),
  new Option(
    '--cpu <share>',
    'busy share of the processors of these workers (with --now): 0.6 or 60%',
  ).argParser(busyShare),
  new Option('--name <name>', 'of the scenario that is written').default(undefined, "the log's"),
  new Option('--json', 'print one JSON document'),
  new Option('--markdown', 'print a page of Markdown').conflicts('json'),
];

function busyShare(text: string): number {
  const match = /^(\d+(?:\.\d+)?)(%?)$/.exec(text);
  const value = match ? Number(match[1]) / (match[2] === '%' ? 100 : 1) : Number.NaN;
  if (value > 0 && value <= 1) return value;
  throw new InvalidArgumentError('It must be a share such as 0.6 or 60%.');
}

export async function readAsked(files: readonly string[], options: LogOptions): Promise<AccessLog> {
  const named = options.route.map(namedRoute);
  const formats = options.format === undefined ? undefined : formatsNamed(options.format);
  const progress = new ShareProgress();
  try {
    return await readLog(files.map(userPath), formats, named, (share) => progress.show('reading', share));
  } finally {
    progress.end();
  }
}

/** `access.log.1.gz` is called `access-log-1`. */
export function scenarioName(files: readonly string[], { name }: LogOptions): string {
  if (name !== undefined) return name;
  const words = basename(files[0] ?? '')
    .toLowerCase()
    .replace(/\.(?:gz|log|txt|json|csv)\b/g, '')
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
  return words.join('-').slice(0, 40) || 'log';
}

/** As the user wants it: a report, a page of Markdown, or one document of JSON. */
export function printInForm(
  { json, markdown }: LogOptions,
  parts: readonly Part[],
  found: AdviceFindings,
  /** Name of the one that was written; null if none was. */
  scenario: string | null,
): void {
  if (json) printDocument(jsonOf({ schemaVersion: 1, ...found, scenario }, 2));
  else if (markdown) printDocument(inMarkdown(parts));
  else printReport(parts);
}
