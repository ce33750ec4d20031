import { join } from 'node:path';
import { type Command, Option } from 'commander';
import { userPath } from '../catalogue/user-path.ts';
import { UsageError } from '../core/usage-error.ts';
import type { Report } from '../report/page/report.ts';
import { isFolder, isThere } from '../results/plain-file.ts';
import { runFolders } from '../results/run-folders.ts';
import type { AnyRun } from '../results/simulation-schema.ts';
import { readRun } from '../results/store.ts';
import { EXIT } from './exit-code.ts';
import { wholeBetween } from './options.ts';
import { printReport } from './output.ts';
import { FORMATS, type Format, type Written, writeCharts, writeMarkdown, writePage } from './report-files.ts';
import { reportOfRun, reportOfRuns } from './report-of-runs.ts';
import { type TracedBlock, writeTrace } from './report-trace.ts';
import { RESULTS_FOLDER, runPath } from './run-path.ts';

interface ReportOptions {
  readonly format: Format;
  readonly markdown?: true;
  readonly chart?: string;
  readonly out?: string;
  readonly trace?: TracedBlock;
}

export function addReport(program: Command): void {
  program
    .command('report')
    .description('write what runs found as one HTML file with charts, which needs no network and no server')
    .argument(
      '[runs...]',
      'run folders or result files; latest is the newest live run; the others are compared with the first (default: the newest run)',
    )
    .addOption(
      new Option('--format <format>', 'one page, or charts as files').choices(FORMATS).default('html'),
    )
    .option('--markdown', 'like --format=markdown: a page in Markdown with its charts as files')
    .option('--chart <name>', 'only this chart; with --format=svg or png')
    .option('--out <path>', 'the file or the folder to write (default: in the folder of the first run)')
    .addOption(
      new Option(
        '--trace [block]',
        'instead, write who ran what when in a block (default: 1) as a trace for Perfetto',
      )
        .argParser(wholeBetween(1, 1000))
        .conflicts(['format', 'markdown', 'chart']),
    )
    .addHelpText(
      'after',
      `
Examples:
  npm run report
  npm run report -- results/20260101T120000Z-mixed-1a2b3c4d
  npm run report -- latest~1 latest --out=change.html
  npm run report -- latest --format=png --chart=forest
  npm run report -- latest --markdown
  npm run report -- latest --trace

Exit codes: 0 success, 2 usage error, 4 unreadable or unwritable file.`,
    )
    .action(async (paths: readonly string[], options: ReportOptions) => {
      process.exitCode = await report(paths, options);
    });
}

async function report(typed: readonly string[], options: ReportOptions): Promise<number> {
  const format = formatOf(options);
  const paths: string[] = [];
  for (const path of typed.length === 0 ? [await newestRun()] : typed)
    paths.push(await runPath(path, RESULTS_FOLDER));
  if (options.trace !== undefined) return writeTrace(paths, options.trace, options.out);
  const runs: AnyRun[] = [];
  for (const path of paths) runs.push(await readRun(path));
  const [first, ...others] = runs as [AnyRun, ...AnyRun[]];
  const [path] = paths as [string];
  const made = others.length === 0 ? await reportOfRun(first, path) : reportOfRuns(runs, paths);
  const written = await write(made, format, path, options);
  printReport(written.map(({ file, bytes }) => `${file} (${Math.ceil(bytes / 1000)} kB)`));
  return EXIT.fine;
}

function formatOf({ format, markdown, chart }: ReportOptions): Format {
  const chosen = markdown ? 'markdown' : format;
  if (chart !== undefined && chosen !== 'svg' && chosen !== 'png')
    throw new UsageError(['--chart needs --format=svg or --format=png']);
  return chosen;
}

async function write(
  made: Report,
  format: Format,
  path: string,
  { out, chart }: ReportOptions,
): Promise<Written[]> {
  if (format === 'html')
    return writePage(made, out === undefined ? await besideRun(path, '.html') : userPath(out));
  const folder = out === undefined ? await besideRun(path, '') : userPath(out);
  return format === 'markdown' ? writeMarkdown(made, folder) : writeCharts(made, folder, format, chart);
}

/** The newest run of results/ that has a result, live or simulated. */
async function newestRun(): Promise<string> {
  for (const { folder } of await runFolders(RESULTS_FOLDER))
    if (await isThere(join(folder, 'analysis.json'))) return folder;
  throw new UsageError([`${RESULTS_FOLDER}/ has no run yet: npm run bench makes one`]);
}

async function besideRun(path: string, ending: string): Promise<string> {
  return (await isFolder(path))
    ? join(path, `report${ending}`)
    : `${path.replace(/\.json$/, '')}-report${ending}`;
}
