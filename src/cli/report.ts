import { join } from 'node:path';
import type { Command } from 'commander';
import { judgedAnew } from '../bench/live/analysis.ts';
import { userPath } from '../catalogue/user-path.ts';
import { UsageError } from '../core/usage-error.ts';
import { liveReport } from '../report/page/live-report.ts';
import type { Report } from '../report/page/report.ts';
import { reportPage } from '../report/page/report-page.ts';
import { isFolder, isThere, writeWhole } from '../results/plain-file.ts';
import { runFolders } from '../results/run-folders.ts';
import type { AnyRun } from '../results/simulation-schema.ts';
import { readRun } from '../results/store.ts';
import { EXIT } from './exit-code.ts';
import { keptRequests } from './kept-requests.ts';
import { printReport } from './output.ts';
import { RESULTS_FOLDER, runPath } from './run-path.ts';

interface ReportOptions {
  readonly out?: string;
}

export function addReport(program: Command): void {
  program
    .command('report')
    .description('write what runs found as one HTML file with charts, which needs no network and no server')
    .argument(
      '[runs...]',
      'run folders or result files; latest is the newest live run (default: the newest run)',
    )
    .option('--out <file>', 'the file to write (default: report.html in the folder of the first run)')
    .addHelpText(
      'after',
      `
Examples:
  npm run report
  npm run report -- results/20260101T120000Z-mixed-1a2b3c4d
  npm run report -- latest~1 latest --out=change.html

Exit codes: 0 success, 2 usage error, 4 unreadable or unwritable file.`,
    )
    .action(async (paths: readonly string[], options: ReportOptions) => {
      process.exitCode = await report(paths, options);
    });
}

async function report(typed: readonly string[], { out }: ReportOptions): Promise<number> {
  const paths = typed.length === 0 ? [await newestRun()] : typed;
  const folders: string[] = [];
  for (const path of paths) folders.push(await runPath(path, RESULTS_FOLDER));
  const runs: AnyRun[] = [];
  for (const folder of folders) runs.push(await readRun(folder));
  const page = reportPage(await reportOf(runs, folders));
  const file = out === undefined ? await besideRun(folders[0] as string) : userPath(out);
  await writeWhole(file, page);
  printReport([`${file} (${Math.ceil(Buffer.byteLength(page) / 1000)} kB): open it in a browser.`]);
  return EXIT.fine;
}

async function reportOf(runs: readonly AnyRun[], folders: readonly string[]): Promise<Report> {
  const [first] = runs;
  if (first?.engine !== 'live') throw new Error('not yet');
  const run = judgedAnew(first);
  return liveReport(run, await keptRequests(folders[0] as string, run));
}

/** The newest run of results/ that has a result, live or simulated. */
async function newestRun(): Promise<string> {
  for (const { folder } of await runFolders(RESULTS_FOLDER))
    if (await isThere(join(folder, 'analysis.json'))) return folder;
  throw new UsageError([`${RESULTS_FOLDER}/ has no run yet: npm run bench makes one`]);
}

async function besideRun(path: string): Promise<string> {
  return (await isFolder(path)) ? join(path, 'report.html') : `${path.replace(/\.json$/, '')}.html`;
}
